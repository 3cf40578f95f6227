// Makes the page quicker: results as you type, completions, threads that unfold in their place. All of it works without, since
// what is shown here is the page that the server gives for the same address.
"use strict";

(() => {
  const form = document.getElementById("search");
  const field = document.getElementById("q");
  const completions = document.getElementById("completions");
  const status = document.getElementById("status");

  // After the last key; the server takes a millisecond or so.
  const typingPause = 40;
  // A screen reader that is told at each key cannot be listened to.
  const tellingPause = 600;

  const delayed = (pause, action) => {
    let timer;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(action, pause, ...values);
    };
  };

  const tell = delayed(tellingPause, (text) => { status.textContent = text; });

  // Results.

  let underWay;
  // What is typed in one go is one step to go back.
  let isTyping = false;
  // What is on the page, without the part of it that is looked at.
  const here = () => location.pathname + location.search;
  let shown = here();

  const pageAt = async (address, signal) => {
    const response = await fetch(address, { signal, credentials: "omit", redirect: "error" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, isProblem: !response.ok };
  };

  // Shows what is at an address, unless something else is asked for before it has come.
  const show = async (address, focusesResults = false) => {
    shown = here();
    underWay?.abort();
    const request = underWay = new AbortController();
    let page, isProblem;
    try {
      ({ page, isProblem } = await pageAt(address, request.signal));
    } catch (error) {
      if (error.name !== "AbortError") tell("The server does not answer.");
      return;
    }
    const results = page.getElementById("results");
    // What is half typed may say nothing yet.
    if (request !== underWay || !results || isProblem && isTyping) return;
    const focused = document.activeElement?.id;
    document.getElementById("results").replaceWith(results);
    document.title = page.title;
    improve(results);
    const summary = document.getElementById("summary");
    if (focusesResults) {
      scrollTo(0, 0);
      summary?.focus({ preventScroll: true });
    } else if (focused && document.activeElement?.id !== focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    tell(summary?.textContent ?? "");
  };

  // Where the form leads, without what is empty.
  const asked = () => {
    const parameters = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...parameters]) if (!value) parameters.delete(name, value);
    const text = parameters.toString();
    return text ? "/?" + text : "/";
  };

  const go = (address, focusesResults = false) => {
    isTyping = false;
    history.pushState(null, "", address);
    return show(address, focusesResults);
  };

  const typed = delayed(typingPause, () => {
    const address = asked();
    if (isTyping) history.replaceState(null, "", address); else history.pushState(null, "", address);
    isTyping = true;
    show(address);
    complete();
  });

  field.addEventListener("input", typed);
  field.addEventListener("blur", () => {
    isTyping = false;
    close();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    go(asked());
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "show") go(asked());
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    // Not what leads to a place on this page.
    if (!link || !isPlain || link.getAttribute("href").startsWith("#")) return;
    if (link.origin !== location.origin || link.pathname !== "/") return;
    event.preventDefault();
    field.value = new URL(link.href).searchParams.get("q") ?? "";
    go(link.href, true);
  });

  addEventListener("popstate", () => {
    if (shown === here()) return;
    field.value = new URL(location.href).searchParams.get("q") ?? "";
    show(location.href);
  });

  addEventListener("keydown", (event) => {
    const isElsewhere = !event.target.closest("input, select, textarea");
    if (event.key !== "/" || !isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // Completions: a list box that belongs to the field (ARIA Authoring Practices, combobox).

  let chosen = -1;
  let completing;

  const close = () => {
    completing?.abort();
    chosen = -1;
    completions.hidden = true;
    completions.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const complete = async () => {
    const text = field.value;
    close();
    if (!/\S$/u.test(text)) return;
    const request = completing = new AbortController();
    let answer;
    try {
      const address = "/completions?" + new URLSearchParams({ q: text, limit: 6 });
      const response = await fetch(address, { signal: request.signal, credentials: "omit", redirect: "error" });
      if (!response.ok) return;
      answer = await response.json();
    } catch {
      return;
    }
    if (request !== completing || document.activeElement !== field || field.value !== text) return;
    const others = answer.suggestions.filter((suggestion) => suggestion.text !== text);
    completions.replaceChildren(...others.map(option));
    completions.hidden = others.length === 0;
    field.setAttribute("aria-expanded", String(others.length > 0));
  };

  const option = (suggestion, index) => {
    const item = document.createElement("li");
    item.id = "completion-" + index;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.text = suggestion.text;
    item.textContent = suggestion.text.split(/\s/u).pop();
    return item;
  };

  const choose = (index) => {
    const items = [...completions.children];
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    chosen = index;
    if (index >= 0) field.setAttribute("aria-activedescendant", items[index].id);
    else field.removeAttribute("aria-activedescendant");
  };

  const accept = (item) => {
    field.value = item.dataset.text + " ";
    close();
    go(asked());
  };

  field.addEventListener("keydown", (event) => {
    const count = completions.children.length;
    if (count === 0 || event.isComposing) return;
    if (event.key === "ArrowDown") choose((chosen + 2) % (count + 1) - 1);
    else if (event.key === "ArrowUp") choose((chosen + count + 1) % (count + 1) - 1);
    else if (event.key === "Enter" && chosen >= 0) accept(completions.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // The field keeps the focus.
  completions.addEventListener("mousedown", (event) => event.preventDefault());
  completions.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) accept(item);
  });

  // Threads.

  let unfolded = 0;

  // Turns the link to a whole thread into a button that shows it in its place.
  const makeUnfolding = (link) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...link.childNodes);
    button.setAttribute("aria-expanded", "false");
    const { href } = link;
    link.replaceWith(button);
    let whole;
    button.addEventListener("click", async () => {
      whole ??= await unfold(href, button);
      if (!whole) return;
      const opens = button.getAttribute("aria-expanded") === "false";
      button.setAttribute("aria-expanded", String(opens));
      whole.hidden = !opens;
    });
  };

  const unfold = async (address, button) => {
    let thread;
    try {
      thread = (await pageAt(address)).page.querySelector("#thread .thread");
    } catch {
      tell("The server does not answer.");
    }
    if (!thread) return undefined;
    // Names are told once on a page.
    for (const named of [thread, ...thread.querySelectorAll("[id], [aria-current]")]) {
      named.removeAttribute("id");
      named.removeAttribute("aria-current");
    }
    const whole = document.createElement("div");
    whole.className = "whole";
    whole.id = "whole-" + ++unfolded;
    whole.hidden = true;
    whole.append(thread.childElementCount > 0 ? thread : "No comments.");
    button.setAttribute("aria-controls", whole.id);
    button.parentElement.after(whole);
    return whole;
  };

  const improve = (root) => root.querySelectorAll(".unfold a").forEach(makeUnfolding);

  document.documentElement.classList.add("scripted");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "completions");
  field.setAttribute("aria-expanded", "false");
  improve(document);
})();
