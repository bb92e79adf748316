/**
 * Gives a mail the app's Japanese font as the last of each of its fonts, so that it can be read on a machine without one.
 * Where the system has a Japanese font, nothing changes.
 */
export const lendFont = (mail: Document | null): void => {
  if (mail === null || !/[\u3000-\u9fff]/.test(mail.body.textContent)) return;
  for (const sheet of document.styleSheets) {
    const [first] = sheet.href === null ? [] : sheet.cssRules;
    if (sheet.href === null || !(first instanceof CSSFontFaceRule) || !first.cssText.includes("Noto Sans JP")) continue;
    const link = mail.createElement("link");
    link.rel = "stylesheet";
    link.href = sheet.href;
    mail.head.append(link);
  }
  for (const element of mail.body.querySelectorAll<HTMLElement>("*"))
    element.style.fontFamily = `${getComputedStyle(element).fontFamily}, "Noto Sans JP Variable"`;
};
