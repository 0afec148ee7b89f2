/** Emails as they arrive: one that only wants to look good, and everything one could leak with. */

/** A red pixel. */
export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Marketing mail as its tools write it: a table of tables, styles in the head, classes and attributes. */
export const newsletter = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" lang="en">
<head>
  <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
  <title>Spring offers</title>
  <!--[if mso]><style>.hero { width: 600px; }</style><![endif]-->
  <link rel="stylesheet" href="https://fonts.example.com/css?family=Lato">
  <style type="text/css">
    @import url('https://fonts.example.com/brand.css');
    @font-face { font-family: Brand; src: url(https://fonts.example.com/brand.woff2); }
    html, body, #outer { height: 100% !important; margin: 0; }
    body { background-color: rgb(240, 244, 250); font-family: Georgia, serif; }
    .card { background: #ffffff; border-radius: 12px; }
    .title { color: rgb(20, 60, 140); font-size: 28px; letter-spacing: 1px; }
    .banner { background: rgb(250, 240, 220) url(https://images.example.com/banner.png) no-repeat; }
    .tall { min-height: 100vh; }
    a.action { background: linear-gradient(90deg, rgb(30, 90, 200), rgb(20, 60, 140)); color: white;
      border-radius: 6px; padding: 12px 24px; text-decoration: none; display: inline-block; }
    @media (max-width: 480px) { .title { font-size: 20px; } }
    @media (prefers-color-scheme: dark) { body { background-color: black; } }
  </style>
  <style media="print">.title { color: black; }</style>
</head>
<body bgcolor="#f0f4fa" style="margin:0;padding:24px 0">
  <div style="display:none;max-height:0;overflow:hidden">Twenty percent off until Sunday.</div>
  <table id="outer" width="100%" cellpadding="0" cellspacing="0" role="presentation"><tr><td align="center">
    <table class="card" width="600" cellpadding="24" cellspacing="0" role="presentation" style="max-width:600px;width:100%">
      <tr><td class="head" bgcolor="#143c8c"><img src="cid:logo@shop.example" width="120" height="40" alt="Example Shop"></td></tr>
      <tr><td class="banner" background="https://images.example.com/paper.png">
        <h1 class="title" style="margin:0 0 12px;text-align:center">Spring offers</h1>
        <p style="line-height:1.6;color:#334;font-size:16px">Garden chairs, in style = comfort, from Monday.</p>
        <img src="https://images.example.com/hero.jpg" width="552" height="180" alt="Two chairs under a tree" class="hero">
        <p align="center"><a class="action" href="https://shop.example.com/spring?style=garden&amp;id=7">See the offers</a></p>
      </td></tr>
      <tr><td style="font-size:12px;color:#667085">Example Shop, 1 Example Street ·
        <a href="mailto:hello@shop.example">Write to us</a></td></tr>
    </table>
  </td></tr></table>
  <img src="https://track.example.com/open.gif?u=42" width="1" height="1" alt="">
</body></html>`;

/** Every way to make a reader's browser ask for something or do something, each by its own name. */
export function hostileEmails(trap: string): Readonly<Record<string, string>> {
  const at = (name: string) => `${trap}/${name}`;
  const run = 'top.executed=(top.executed||0)+1;parent.executed=1;window.executed=1';
  return {
    'img src': `<img src="${at('img')}">`,
    'img without a scheme': `<img src="${at('img-relative').replace(/^https?:/, '')}">`,
    'img srcset': `<img srcset="${at('srcset-1')} 1x, ${at('srcset-2')} 2x" src="${PIXEL}">`,
    'img sizes': `<img sizes="100vw" srcset="${at('sizes')} 100w">`,
    'lowsrc, dynsrc': `<img lowsrc="${at('lowsrc')}" dynsrc="${at('dynsrc')}" src="x">`,
    picture: `<picture><source srcset="${at('source')}"><img src="${at('picture')}"></picture>`,
    'input image': `<input type="image" src="${at('input')}">`,
    'background attribute': `<body background="${at('body-background')}"><table background="${at('table-background')}"><tr><td background="${at('td-background')}">x</td></tr></table>`,
    'style attribute': `<div style="background:url(${at('style-url')})">x</div><div style="background-image:image-set('${at('image-set')}' 1x)">x</div>`,
    'list-style, cursor, content, mask': `<ul><li style="list-style-image:url(${at('list')})">x</li></ul><p style="cursor:url(${at('cursor')}),auto">x</p><p style="mask:url(${at('mask')}#a);-webkit-mask-image:url(${at('webkit-mask')})">x</p><p style="border-image:url(${at('border')}) 1;filter:url(${at('filter')}#a);shape-outside:url(${at('shape')});clip-path:url(${at('clip')}#c)">x</p>`,
    'escaped css': `<style>.e { background: u\\72l("${at('escaped')}") } .f { --x: u\\72 l(${at('escaped-var')}); background: var(--x) } .g { background: \\75\\72\\6c("${at('escaped-all')}") }</style><p class="e">x</p><p class="f">x</p><p class="g">x</p>`,
    'css variables': `<style>:root { --image: url(${at('var')}) } p { background: var(--image); background-image: var(--none, url("${at('var-fallback')}")) }</style><p>x</p>`,
    'style element': `<style>p { background: url("${at('sheet')}") } p::before { content: url(${at('content')}) } @media screen { p { background-image: url(${at('media')}) } } @supports (color: red) { p { background-image: url(${at('supports')}) } } @layer a { p { list-style-image: url(${at('layer')}) } } @container (min-width: 0) { p { background-image: url(${at('container')}) } } b { & { background: url(${at('nested')}) } }</style><p>x <b>y</b></p>`,
    '@import': `<style>@import "${at('import')}"; @import url(${at('import-url')});</style><style>@charset "utf-8"; @namespace url(${at('namespace')});</style>`,
    '@font-face': `<style>@font-face { font-family: Trap; src: url(${at('font')}) } p { font-family: Trap }</style><p>x</p>`,
    'attribute selectors': `<style>a[href^="https"] { background: url(${at('selector')}) }</style><a href="https://shop.example.com/">x</a>`,
    keyframes: `<style>@keyframes k { from { background-image: url(${at('keyframes')}) } } p { animation: k 1s infinite }</style><p>x</p>`,
    'svg image': `<svg width="9" height="9"><image href="${at('svg-image')}" xlink:href="${at('svg-xlink')}" width="9" height="9"/></svg>`,
    'svg use': `<svg><use href="${at('svg-use')}#x"/><feImage href="${at('fe-image')}"/></svg>`,
    'svg style': `<svg><style>p { background: url(${at('svg-style')}) }</style></svg><p>x</p>`,
    'svg script': `<svg onload="${run}"><script>${run}</script><animate onbegin="${run}" attributeName="x" dur="1s"/></svg>`,
    'svg as data': `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${at('data-svg')}'/></svg>">`,
    'link stylesheet': `<link rel="stylesheet" href="${at('link')}">`,
    'link hints': `<link rel="prefetch" href="${at('prefetch')}"><link rel="preconnect" href="${trap}"><link rel="dns-prefetch" href="${trap}"><link rel="preload" as="image" href="${at('preload')}"><link rel="modulepreload" href="${at('modulepreload')}"><link rel="icon" href="${at('icon')}"><link rel="prerender" href="${at('prerender')}"><link rel="manifest" href="${at('manifest')}">`,
    'speculation rules': `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${at('speculation')}"]}]}</script>`,
    'meta refresh': `<meta http-equiv="refresh" content="0;url=${at('refresh')}">`,
    'meta policy': `<meta http-equiv="Content-Security-Policy" content="img-src *; report-uri ${at('report')}"><img src="${at('after-policy')}">`,
    base: `<base href="${trap}/base/"><img src="relative.png"><a href="x">x</a>`,
    form: `<form action="${at('form')}"><input name="q" autofocus onfocus="this.form.submit();${run}"><button formaction="${at('formaction')}" autofocus>Go</button></form>`,
    object: `<object data="${at('object')}"><img src="${at('object-fallback')}"></object><embed src="${at('embed')}"><applet code="${at('applet')}"></applet>`,
    iframe: `<iframe src="${at('iframe')}"></iframe><iframe srcdoc="<img src='${at('srcdoc')}'><script>${run}</script>"></iframe><frameset><frame src="${at('frame')}"></frameset><portal src="${at('portal')}"></portal><fencedframe src="${at('fenced')}"></fencedframe>`,
    media: `<video src="${at('video')}" poster="${at('poster')}" autoplay></video><audio src="${at('audio')}" autoplay></audio><video><source src="${at('video-source')}"><track src="${at('track')}" default></video>`,
    ping: `<a href="https://shop.example.com/" ping="${at('ping')}" id="ping">x</a>`,
    attributes: `<html manifest="${at('appcache')}"><head profile="${at('profile')}"></head><body><q cite="${at('cite')}">x</q><img longdesc="${at('longdesc')}" usemap="#m" src="${PIXEL}"><map name="m"><area href="${at('area')}" shape="default"></map></body></html>`,
    script: `<script>${run}</script><script src="${at('script')}"></script><script type="module">import "${at('module')}"</script>`,
    handlers: `<img src="x" onerror="${run}"><body onload="${run}" onpageshow="${run}"><details open ontoggle="${run}"><summary>x</summary></details><p style="animation: k 1ms" onanimationstart="${run}">x</p><style>@keyframes k { }</style><input autofocus onfocus="${run}">`,
    'script links': `<a href="javascript:${run}" id="script">x</a><a href=" java&#10;script:${run}">x</a><a href="data:text/html,<script>${run}</script>">x</a><a href="vbscript:x">x</a>`,
    'clobbered names': `<img name="body" src="x"><img name="documentElement" src="x"><form name="adoptedStyleSheets"><input name="attributes"><input name="parentNode"></form><a id="defaultView"></a>`,
    'mutation: noscript': `<noscript><p title="</noscript><img src=${at('noscript')} onerror='${run}'>"></noscript>`,
    'mutation: mathml': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${at('mathml')} onerror=${run}&gt;">`,
    'mutation: svg': `<svg></p><style><a id="</style><img src=${at('svg-mutation')} onerror=${run}>">`,
    'mutation: foreignObject': `<svg><foreignObject><math><mi><table><mi><style><img title="</style><img src=${at('foreign')} onerror='${run}'>"></style>`,
    'mutation: form': `<form><math><mtext></form><form><mglyph><style></math><img src="${at('form-mutation')}" onerror="${run}">`,
    'mutation: template': `<template><img src="${at('template')}" onerror="${run}"></template><div><template shadowrootmode="open"><img src="${at('shadow')}" onerror="${run}"></template></div>`,
    'mutation: comment': `<!--><img src="${at('comment')}" onerror="${run}">--><![CDATA[<img src="${at('cdata')}">]]><?php <img src="${at('pi')}"> ?>`,
    'mutation: raw text': `<noframes><img src="${at('noframes')}"></noframes><xmp><img src="${at('xmp')}"></xmp><textarea><img src="${at('textarea')}"></textarea><title><img src="${at('title')}"></title><plaintext><img src="${at('plaintext')}">`,
    'style names in odd places': `<p sTyLe = "background:url(${at('style-case')})">x</p><p/style="background:url(${at('style-slash')})">x</p><sTYLE >p{background:url(${at('style-tag')})}</STYLE >`,
  };
}
