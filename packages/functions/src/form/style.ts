/** Colours, type and spaces are the tokens of the product; nothing is loaded from elsewhere. */
export const style = `
:root{color-scheme:light dark;--bg:#F6F5F2;--surface:#FFFFFF;--sunken:#FAF9F7;--line:#E5E2DC;--line2:#D3CFC7;--ink:#211F1C;--ink2:#55514A;--ink3:#6B665E;--fill:#27518F;--ai:#27518F;--danger:#B42318;--danger-soft:#FDEBE9;--ok:#1F6B43;--ok-soft:#E5F3EA}
@media (prefers-color-scheme:dark){:root{--bg:#131519;--surface:#1B1E23;--sunken:#22262C;--line:#2F343B;--line2:#424851;--ink:#ECEAE5;--ink2:#B9B5AD;--ink3:#9A968E;--fill:#3566AE;--ai:#8FB4EC;--danger:#FF8A80;--danger-soft:#3B1E1C;--ok:#6FCF9B;--ok-soft:#17311F}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;padding:40px 20px;background:var(--bg);color:var(--ink);
font:16px/1.6 "Inter Variable","Hiragino Sans","Noto Sans CJK JP","Yu Gothic UI",sans-serif;overflow-wrap:anywhere}
:lang(ja){word-break:auto-phrase}
main{width:100%;max-width:560px;margin:0 auto;padding:32px;background:var(--surface);border:1px solid var(--line);border-top:3px solid var(--ai);border-radius:10px}
body.embed{min-height:0;padding:0;background:transparent}
body.embed main{max-width:none;padding:20px;border-top-width:1px}
h1{margin:0 0 8px;font-size:22px;line-height:1.4;font-weight:650}
.intro{margin:0 0 24px;color:var(--ink2);white-space:pre-line}
.field{margin:0 0 20px}
label,.label{display:block;margin:0 0 6px;font-size:14px;font-weight:600}
.mark{margin-left:8px;padding:1px 6px;border-radius:5px;background:var(--sunken);color:var(--ink3);font-size:12px;font-weight:550}
.mark[data-must]{background:var(--danger-soft);color:var(--danger)}
input[type=text],input[type=email],input[type=tel],textarea,select{width:100%;min-height:46px;padding:10px 12px;border:1px solid var(--line2);border-radius:7px;background:var(--surface);color:var(--ink);font:inherit}
textarea{min-height:120px;resize:vertical}
:is(input,textarea,select):focus-visible{outline:2px solid var(--ai);outline-offset:1px;border-color:var(--ai)}
:is(input,textarea,select)[aria-invalid=true]{border-color:var(--danger)}
.tick{display:flex;gap:10px;align-items:flex-start;min-height:44px;font-size:15px;font-weight:450;line-height:1.6;padding-top:8px}
.tick input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--fill)}
.wrong{margin:6px 0 0;color:var(--danger);font-size:14px}
.note{margin:0 0 20px;padding:12px 16px;border-radius:7px;background:var(--danger-soft);color:var(--danger);font-size:15px}
.note ul{margin:6px 0 0;padding-left:20px}.note a{color:inherit}
.consent{margin:0 0 20px;padding:4px 16px 12px;border:1px solid var(--line);border-radius:7px;background:var(--sunken)}
.consent a,.foot a{color:var(--ai)}
button{width:100%;min-height:52px;padding:12px 20px;border:0;border-radius:7px;background:var(--fill);color:#FFFFFF;font:inherit;font-weight:650;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--ai);outline-offset:2px}
.foot{margin:16px 0 0;color:var(--ink3);font-size:13px}
.thanks{margin:0 0 16px;padding:16px;border-radius:7px;background:var(--ok-soft);color:var(--ok);white-space:pre-line}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
@media (max-width:600px){body{padding:0}main{min-height:100vh;padding:24px 20px;border-width:3px 0 0;border-radius:0}body.embed main{min-height:0}}`;
