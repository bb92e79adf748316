export type Language = "ja" | "en";

/** What the page says by itself. */
export const words = {
  ja: {
    send: "送信する",
    required: "必須",
    optional: "任意",
    choose: "選んでください",
    privacy: "個人情報の取り扱いについて",
    by: (company: string) => `${company} が受け取ります`,
    thanksTitle: "送信しました",
    thanks: "ありがとうございます。内容を確認のうえ、担当者からご連絡します。",
    another: "もう一度入力する",
    mend: "送信できませんでした。次の項目を確かめてください。",
    again: "まだ送信していません。入力内容を確かめて、もう一度「送信する」を押してください。",
    missing: (label: string) => `「${label}」を入力してください`,
    choice: (label: string) => `「${label}」を選んでください`,
    address: (label: string) => `「${label}」は name@example.co.jp の形で入力してください`,
    tooLong: (label: string) => `「${label}」が長すぎます`,
    agree: "同意にチェックを入れてください",
    trap: "この欄は空のままにしてください",
    goneTitle: "このフォームはありません",
    gone: "公開が終わったか、アドレスが正しくありません。",
  },
  en: {
    send: "Send",
    required: "required",
    optional: "optional",
    choose: "Choose one",
    privacy: "How we treat personal data",
    by: (company: string) => `Received by ${company}`,
    thanksTitle: "Sent",
    thanks: "Thank you. We will read it and get back to you.",
    another: "Fill it in again",
    mend: "It was not sent. Check these fields.",
    again: "It was not sent yet. Check what you wrote and press the button once more.",
    missing: (label: string) => `Fill in “${label}”`,
    choice: (label: string) => `Choose “${label}”`,
    address: (label: string) => `“${label}” needs an address such as name@example.com`,
    tooLong: (label: string) => `“${label}” is too long`,
    agree: "Tick the box to agree",
    trap: "Leave this field empty",
    goneTitle: "There is no such form",
    gone: "It was taken down, or the address is not right.",
  },
} as const;

/** In the reader's language, else in the other one. */
export const inLanguage = (text: { ja?: string; en?: string } | undefined, language: Language): string =>
  text?.[language] ?? text?.ja ?? text?.en ?? "";
