/** The words that generated people speak and write: data, one block per language. */

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly names: readonly string[];
  readonly caller: readonly string[];
  readonly agent: readonly string[];
  readonly summaries: readonly string[];
}

const english: Language = {
  tag: 'en',
  names: [
    'Olivia Bennett',
    'Marcus Okafor',
    'Grace Whitfield',
    'Ted',
    'Hannah Lindqvist-O’Rourke',
    'Samuel Achebe',
    'Ruth Castellanos',
    'Wendell Price',
    'Priscilla Abernathy-Featherstonehaugh',
    'Joan Park',
  ],
  caller: [
    'Hi, I am calling about the order I placed last week.',
    'It still says processing, and I need it by Friday.',
    'Could you check whether the address is right?',
    'No, the other one. The one ending in forty-two.',
    'That works for me.',
    'Can I talk to a person, please?',
    'Let me find the number. One moment.',
    'Yes, exactly.',
    'And is there a fee if I change the date?',
    'I was charged twice this month.',
  ],
  agent: [
    'Hello, thanks for calling. How can I help you today?',
    'Of course. May I have the number on the confirmation?',
    'Thank you. I can see it here, it leaves the warehouse tomorrow.',
    'I have changed that for you. Is there anything else?',
    'I am sorry about that. Let me look into the charge right away.',
    'I will send you a summary by text so that you have it in writing.',
    'One moment while I transfer you to a colleague.',
    'There is no fee for that.',
  ],
  summaries: [
    'Caller asked where the order is; it ships tomorrow. Confirmation was sent by text.',
    'Appointment moved from Tuesday to Friday at 10:30. No fee applied.',
    'Double charge on the March invoice. Refund requested, expected within five working days; the caller asked to be told by email once it has gone through.',
    'Wanted to speak to a person and was transferred to billing.',
    'Qualified lead: three sites, about forty seats, decision this quarter.',
    'Voicemail. No message was left.',
  ],
};

const others: readonly Language[] = [
  {
    tag: 'de',
    names: ['Jürgen Weiß', 'Annegret Müller-Lüdenscheidt', 'Zoë Großmann'],
    caller: ['Guten Tag, ich möchte meinen Termin verschieben.', 'Ja, das passt mir gut.'],
    agent: ['Gern. An welchem Tag würde es Ihnen passen?', 'Ich habe den Termin geändert.'],
    summaries: ['Termin auf Freitag verschoben, Bestätigung per SMS geschickt.'],
  },
  {
    tag: 'fr',
    names: ['Élodie Lefèvre', 'François Noël', 'Maëlle Castaño'],
    caller: ['Bonjour, je n’ai pas reçu ma facture.', 'Très bien, merci beaucoup.'],
    agent: ['Je vérifie tout de suite.', 'Je vous l’envoie à nouveau par courriel.'],
    summaries: ['Facture non reçue ; renvoyée à l’adresse indiquée par le client.'],
  },
  {
    tag: 'vi',
    names: ['Nguyễn Thị Hồng', 'Trần Đức Anh'],
    caller: ['Tôi muốn hỏi về đơn hàng của tôi.', 'Vâng, cảm ơn bạn.'],
    agent: ['Xin vui lòng cho tôi biết mã đơn hàng.', 'Đơn hàng sẽ được giao vào ngày mai.'],
    summaries: ['Khách hàng hỏi về đơn hàng; sẽ giao vào ngày mai.'],
  },
  {
    tag: 'ru',
    names: ['Алексей Воронцов', 'Мария Щербакова', 'Їжак Ґалаґан'],
    caller: ['Здравствуйте, у меня не проходит оплата.', 'Да, спасибо, всё получилось.'],
    agent: ['Давайте проверим вместе.', 'Попробуйте, пожалуйста, ещё раз.'],
    summaries: ['Не проходила оплата картой; после повторной попытки всё получилось.'],
  },
  {
    tag: 'ar',
    names: ['فاطمة الزهراء', 'عبد الرحمن القحطاني'],
    caller: ['مرحبًا، أريد تغيير موعد التوصيل.', 'نعم، هذا مناسب، شكرًا.'],
    agent: ['بالتأكيد، ما اليوم المناسب لك؟', 'تم تغيير الموعد إلى يوم الخميس.'],
    summaries: ['طلب العميل تغيير موعد التوصيل إلى يوم الخميس، وتم التأكيد برسالة نصية (SMS 24h).'],
  },
  {
    tag: 'he',
    names: ['נועה בן־דוד', 'יואב כהן'],
    caller: ['שלום, רציתי לשאול על המנוי שלי.', 'כן, בדיוק. תודה רבה.'],
    agent: ['בשמחה, אני בודק עכשיו.', 'המנוי הוארך עד סוף השנה.'],
    summaries: ['שאלה על מנוי; המנוי הוארך עד סוף השנה.'],
  },
  {
    tag: 'hi',
    names: ['प्रिया शर्मा', 'अर्जुन विश्वनाथन'],
    caller: ['नमस्ते, मेरा रिफ़ंड अभी तक नहीं आया।', 'ठीक है, धन्यवाद।'],
    agent: ['मैं अभी देखता हूँ।', 'रिफ़ंड कल तक आपके खाते में आ जाएगा।'],
    summaries: ['ग्राहक का रिफ़ंड लंबित था; कल तक खाते में आ जाएगा।'],
  },
  {
    tag: 'zh',
    names: ['欧阳静怡', '王小明', '陳家豪'],
    caller: ['你好，我想查询一下我的快递。', '好的，谢谢你。'],
    agent: ['请告诉我您的订单号。', '包裹预计明天下午送达。'],
    summaries: ['客户查询快递进度；包裹预计明天下午送达，已通过短信确认。'],
  },
  {
    tag: 'ja',
    names: ['佐藤 美咲', 'タナカ・ケンジ'],
    caller: ['予約を変更したいのですが。', 'はい、それでお願いします。'],
    agent: [
      'かしこまりました。ご希望の日時をお聞かせください。',
      '金曜日の午後三時に変更いたしました。',
    ],
    summaries: ['予約を金曜日15時に変更。確認のメールを送信済み。'],
  },
  {
    tag: 'ko',
    names: ['김민서', '박지훈'],
    caller: ['안녕하세요, 배송지를 바꾸고 싶어요.', '네, 감사합니다.'],
    agent: ['새 주소를 알려 주시겠어요?', '배송지를 변경했습니다.'],
    summaries: ['배송지 변경 요청을 처리함. 추가 비용 없음.'],
  },
  {
    tag: 'en-x-emoji',
    names: ['Sam 🌻', '👩🏽‍💻 Dana', '🇳🇱 Pieter'],
    caller: ['Thanks 🙏🏾 see you 👋', 'Family of four 👨‍👩‍👧‍👦 please'],
    agent: ['All set ✅', 'Booked a table 🍽️ for four 👨‍👩‍👧‍👦'],
    summaries: ['Booked a table for four 👨‍👩‍👧‍👦 on Friday 🎉; dietary note: 🥜❌.'],
  },
];

/** English first; it is spoken most. */
export const LANGUAGES: readonly Language[] = [english, ...others];

export const CAMPAIGNS: readonly string[] = [
  'spring-renewal',
  'Winback Q3',
  'no-show follow-up',
  'Kundenbefragung Köln',
  '春の更新キャンペーン',
  'NPS "gold" & silver',
];

export const TOOLS: readonly {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
  readonly error: string;
}[] = [
  {
    name: 'look_up_order',
    input: { order_id: 'A-10233', include: ['items', 'address'] },
    output: { status: 'packed', ships_on: '2026-03-02', items: [{ sku: 'LAMP-2', quantity: 1 }] },
    error: 'Order not found',
  },
  {
    name: 'reschedule_appointment',
    input: { appointment: 8812, to: 'friday 10:30', notify: true },
    output: { ok: true, fee: 0 },
    error: 'That slot was taken in the meantime',
  },
  {
    name: 'send_text_message',
    input: { template: 'confirmation', language: 'en' },
    output: { queued: true, segments: 1 },
    error: 'Upstream timed out after 5000 ms',
  },
];
