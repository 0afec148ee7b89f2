/** What conversations come over. */
export const channels: Readonly<Record<string, string>> = {
  phone: 'Phone Call',
  web: 'Web Chat',
  email: 'Email',
  text: 'Text',
  whatsapp: 'WhatsApp',
  api: 'API',
  test: 'Test',
};
