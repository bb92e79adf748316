import type { Form } from "../../api/sources.ts";
import { ownFields } from "./own-fields.ts";

/** The form in a frame, which grows with it. */
export const frameOf = (
  origin: string,
  id: string,
  title: string,
): string => `<iframe id="rk-${id}" src="${origin}/f/${id}?embed=1" title="${escaped(title)}" style="width:100%;height:640px;border:0"></iframe>
<script>
addEventListener("message",function(e){if(e.origin==="${origin}"&&e.data&&e.data.rekindle==="${id}")document.getElementById("rk-${id}").style.height=e.data.height+"px"})
</script>`;

/** The same fields as plain HTML, to be dressed by the site. It is sent straight in: the trap stays, nobody measures the time. */
export const plainOf = (origin: string, id: string, form: Form, language: "ja" | "en", version: number): string =>
  [
    `<form method="post" action="${origin}/hooks/${id}" accept-charset="utf-8">`,
    ...form.fields.map((field) => {
      const must = field.required === true || field.target === "email" ? " required" : "";
      const label = escaped(inLanguage(field.label, language));
      if (field.type === "textarea")
        return `  <label>${label} <textarea name="${field.name}"${must}></textarea></label>`;
      if (field.type === "select") {
        const choices = (field.options ?? []).map(
          (option) =>
            `<option value="${escaped(inLanguage(option, "ja"))}">${escaped(inLanguage(option, language))}</option>`,
        );
        return `  <label>${label} <select name="${field.name}"${must}><option value=""></option>${choices.join("")}</select></label>`;
      }
      if (field.type === "checkbox")
        return `  <label><input type="checkbox" name="${field.name}" value="1"${must}> ${label}</label>`;
      return `  <label>${label} <input type="${field.type}" name="${field.name}"${must}></label>`;
    }),
    ...(form.consent === undefined
      ? []
      : [
          `  <label><input type="checkbox" name="${ownFields.consent}" value="v${version} ${language}"> ${escaped(inLanguage(form.consent.text, language))}</label>`,
        ]),
    `  <input type="text" name="${ownFields.trap}" tabindex="-1" autocomplete="off" style="position:absolute;left:-9999px" aria-hidden="true">`,
    `  <button>${escaped(inLanguage(form.button, language) || (language === "ja" ? "送信する" : "Send"))}</button>`,
    "</form>",
  ].join("\n");

/**
 * Tells which pages somebody opens, once the site's own banner has said that it may: `rekindle.allow()`. Before that it keeps
 * nothing and sends nothing. Forms of ours on the page are told the visitor's name, so that visits and person come together.
 */
export const visitsOf = (origin: string, key: string): string => `<script>
!function(w,d,u,k,s,n,i){function p(){fetch(u+"/v1/page",{method:"POST",mode:"no-cors",keepalive:true,body:JSON.stringify({writeKey:k,anonymousId:i,properties:{path:location.pathname,title:d.title,referrer:d.referrer}})});
d.querySelectorAll('iframe[src^="'+u+'/f/"]').forEach(function(f){f.src.indexOf("v=")<0&&(f.src+=(f.src.indexOf("?")<0?"?":"&")+"v="+i)});
d.querySelectorAll('form[action^="'+u+'/hooks/"]').forEach(function(f){var h=d.createElement("input");h.type="hidden";h.name="${ownFields.visitor}";h.value=i;f.append(h)})}
i=s[n];w.rekindle={allow:function(){if(!i){i=s[n]=crypto.randomUUID();p()}},forget:function(){i="";s.removeItem(n)}};
d.addEventListener("DOMContentLoaded",function(){i&&p()})}(window,document,"${origin}","${key}",localStorage,"rk_visitor")
</script>`;

/** Google Forms delivers nothing by itself: this goes into the script editor of its sheet, with a trigger on submit. */
export const googleScript = (address: string): string => `function onFormSubmit(e) {
  UrlFetchApp.fetch("${address}", {
    method: "post",
    contentType: "application/json",
    payload: JSON.stringify({
      formTitle: SpreadsheetApp.getActive().getName(),
      timestamp: new Date().toISOString(),
      namedValues: e.namedValues,
    }),
  });
}`;

const inLanguage = (text: { ja?: string; en?: string } | undefined, language: "ja" | "en"): string =>
  text?.[language] ?? text?.ja ?? text?.en ?? "";
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
