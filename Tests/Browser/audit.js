// What is wrong with a page for those who cannot see it well, use no mouse, or hold it in one hand (WCAG 2.2, A and AA). Gives a
// list of complaints.
(() => {
  const complaints = [];
  const complain = (rule, element, detail = "") =>
    complaints.push(`${rule}: <${element.localName} class="${element.getAttribute("class") ?? ""}"> ${detail}`);

  // Colours as the browser has computed them: rgb(…) or, where they were mixed, color(srgb …).
  const colour = (text) => {
    const numbers = text.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
    const scale = text.startsWith("color(") ? 255 : 1;
    return { rgb: numbers.slice(0, 3).map((number) => number * scale), alpha: numbers[3] ?? 1 };
  };
  const over = (top, below) => top.rgb.map((part, place) => part * top.alpha + below[place] * (1 - top.alpha));
  const background = (element) => {
    if (!element) return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    return over(colour(getComputedStyle(element).backgroundColor), background(element.parentElement));
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };

  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".unseen, .skip");

  // 1.4.3: text stands out.
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !isSeen(element) || element.localName === "option") continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const behind = background(element);
    const ratio = contrast(over(colour(style.color), behind), behind);
    texts += 1;
    if (ratio < (isLarge ? 3 : 4.5)) complain("contrast", element, `${ratio.toFixed(2)} "${walker.currentNode.data.trim().slice(0, 40)}"`);
  }
  if (texts === 0) complaints.push("no text was looked at");

  // 1.4.11: the edge of a field stands out.
  for (const field of document.querySelectorAll("input[type=search]")) {
    const ratio = contrast(colour(getComputedStyle(field).borderTopColor).rgb, background(field.parentElement));
    if (ratio < 3) complain("edge", field, ratio.toFixed(2));
  }

  // 2.5.8: what is touched has room, unless it stands in a sentence.
  for (const target of document.querySelectorAll("a, button, select, summary, input:not([type=hidden]), label.narrow")) {
    if (!isSeen(target) || target.closest("h1, h2, h3, dd, .suggestion, .note")) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width < 24 || height < 24) complain("target", target, `${width.toFixed(0)}×${height.toFixed(0)} "${target.textContent.slice(0, 30)}"`);
  }

  // 1.3.1, 2.4.2, 3.1.1, 4.1.2: structure.
  if (!document.documentElement.lang) complaints.push("the page has no language");
  if (!document.title) complaints.push("the page has no title");
  if (document.querySelectorAll("main").length !== 1) complaints.push("there is not one main");
  if (document.querySelectorAll("h1").length !== 1) complaints.push("there is not one h1");
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) complaints.push(`id ${id} twice`);
  for (const name of ["aria-labelledby", "aria-controls", "aria-activedescendant", "for", "form"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!document.getElementById(element.getAttribute(name))) complain("refers to nothing", element, name);
    }
  }
  for (const element of document.querySelectorAll("[tabindex]")) if (element.tabIndex > 0) complain("tabindex", element);
  for (const element of document.querySelectorAll("[style], [onclick], [onload], [onerror]")) complain("inline", element);

  // 1.4.10: nothing is cut off at the side.
  if (document.documentElement.scrollWidth > innerWidth) {
    complaints.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${innerWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      if (element.getBoundingClientRect().right > innerWidth + 1 && isSeen(element)) complain("too wide", element);
    }
  }
  return complaints;
})()
