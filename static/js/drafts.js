/* Drafts: a form with data-draft-url is saved three seconds after the last key, on leaving a field and on
   leaving the page. Without network the draft stays on this device until the server has it. */
(function () {
  "use strict";
  var PREFIX = "zhiheng-draft:";

  function keep(url, body) {
    try {
      if (body === null) { localStorage.removeItem(PREFIX + url); } else { localStorage.setItem(PREFIX + url, body); }
    } catch (error) { document.documentElement.dataset.draftsKept = "no"; }
  }
  function kept(url) { try { return localStorage.getItem(PREFIX + url); } catch (error) { return null; } }

  function contents(form) {
    var pairs = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "submission") { pairs.append(name, value); }
    });
    return pairs.toString();
  }
  function post(url, body) {
    return fetch(url, {
      method: "POST", body: body, keepalive: body.length < 60000, credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": window.zhihengToken(), "X-Draft": "1" }
    }).then(function (answer) { if (!answer.ok || answer.redirected) { throw new Error(String(answer.status)); } });
  }
  function watch(form) {
    var url = form.dataset.draftUrl;
    var state = document.querySelector("[data-draft-state]");
    var last = contents(form);
    var timer = null;

    function say() {
      var time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
      if (state) { state.textContent = (state.dataset.draftState || "{}").replace("{}", time); state.hidden = false; }
    }
    function save() {
      clearTimeout(timer);
      var body = contents(form);
      if (body === last) { return; }
      last = body;
      post(url, body).then(function () { keep(url, null); say(); }, function () { keep(url, body); });
    }
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 3000); });
    form.addEventListener("focusout", save);
    form.addEventListener("submit", function () {
      clearTimeout(timer);
      last = contents(form);
      keep(url, navigator.onLine === false ? last : null);
    });
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", function () { if (document.hidden) { save(); } });
    function resend() {
      var body = kept(url);
      if (body !== null) { post(url, body).then(function () { keep(url, null); say(); }, function () { clearTimeout(timer); }); }
    }
    window.addEventListener("online", resend);
    resend();
  }
  document.querySelectorAll("form[data-draft-url]").forEach(watch);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("form[data-draft-url]").forEach(watch);
  });
}());
