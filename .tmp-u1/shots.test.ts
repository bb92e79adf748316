import { test } from "vitest";
import { open, barriers } from "../tests/support/browser.ts";
import { startFixture } from "../tests/support/fixture-server.ts";
const vocab = { fields: [{field:"fit",kind:"number",values:[],people:0},{field:"stage",kind:"text",values:["marketing","insideSales","sales","customer"],people:0},{field:"attributes.department",kind:"any",values:["経理部"],people:812}], events:[{event:"mail.clicked",by:"template",people:0},{event:"form.submitted",by:"source",people:0}], tags:[], lists:[], sources:[{id:"brochure",name:"資料請求"}], templates:[{id:"price-1",name:"メール① 費用の見直しどころ",subject:"費用を見直すなら",version:1},{id:"price-2-warm",name:"メール② 月次締めが3日早く",subject:"x",version:1},{id:"price-2-cold",name:"メール② 見直しの始め方",subject:"x",version:null}], workflows:[], signals:[], families:["mail","web"], channels:[], reps:[], looked: 2000, all:false };
const extra = { "GET /v1/vocabulary": vocab, "GET /v1/workflows/price/steps/await-form/leads": {items:[{leadId:"lead_7",since:"2026-11-12T00:00:00Z",name:"吉田 悠真",company:"富士物流"},{leadId:"lead_8",since:"2026-11-15T00:00:00Z",name:"斎藤 美咲",company:"東海ケア"}],next:null}, "PUT /v1/workflows/price": { id: "price", draft: null, problems: [{path:"steps.3.max",message:"\"max\" is missing"}], warnings: [] } };
test("builder", async () => {
  const { url } = await startFixture(extra);
  for (const [name, look] of Object.entries({ ja: {}, dark: { scheme: "dark" }, en: { language: "en" }, phone: { width: 390, height: 844 } } as const)) {
    const page = await open(`${url}/workflows/price/edit`, look as any);
    await page.waitForLoadState("networkidle");
    if (name !== "phone") await page.locator("[data-step=await-form]").click();
    await new Promise((r) => setTimeout(r, 500));
    await page.screenshot({ path: `/tmp/u1-builder-${name}.png` });
    console.log(name, await barriers(page));
  }
});
