/* Photographs: shown before sending, made smaller on the device, each with the time it was taken.
   <div data-photos><input type="file" accept="image/*" capture="environment" multiple> … </div>
   Only pages that take photographs load this file. Without script the plain file field sends originals. */
(function () {
  "use strict";
  var LONGEST = 2560;

  function smaller(file) {
    return createImageBitmap(file).then(function (picture) {
      var scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      if (scale === 1 && file.size < 1500000) { return file; }
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (resolve) {
        canvas.toBlob(function (blob) {
          resolve(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified }));
        }, "image/jpeg", 0.85);
      });
    }, function () { return file; });
  }

  function wire(box) {
    if (box.dataset.wired) { return; } /* htmx announces the page itself too */
    box.dataset.wired = "1";
    var input = box.querySelector('input[type="file"]');
    var times = box.querySelector("input[data-photo-times]");
    var add = box.querySelector(".photo-add");
    var count = document.querySelector("[data-photo-count]");
    var files = [];

    function hand() {
      var parcel = new DataTransfer();
      files.forEach(function (file) { parcel.items.add(file); });
      input.files = parcel.files;
      if (times) { times.value = files.map(function (file) { return new Date(file.lastModified).toISOString(); }).join(","); }
      if (count) { count.textContent = String(files.length); }
    }
    function show(file) {
      var figure = document.createElement("figure");
      var image = document.createElement("img");
      var caption = document.createElement("figcaption");
      var drop = document.createElement("button");
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      caption.textContent = new Date(file.lastModified).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
      drop.type = "button";
      drop.className = "drop";
      drop.textContent = "×";
      drop.setAttribute("aria-label", (box.dataset.dropLabel || "") + " " + file.name);
      drop.addEventListener("click", function () {
        files.splice(files.indexOf(file), 1);
        URL.revokeObjectURL(image.src);
        figure.remove();
        hand();
        input.focus();
      });
      figure.append(image, caption, drop);
      box.insertBefore(figure, add);
    }
    function take() {
      var fresh = Array.from(input.files);
      Promise.all(fresh.map(smaller)).then(function (made) {
        made.forEach(function (file) { files.push(file); show(file); });
        hand();
      });
    }
    input.addEventListener("change", take);
    if (input.files.length) { take(); } /* chosen before this script was there */
  }
  document.querySelectorAll("[data-photos]").forEach(wire);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("[data-photos]").forEach(wire);
  });

  /* The place, only when the person asks for it. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-locate]");
    if (!button || !navigator.geolocation) { return; }
    var field = document.getElementById(button.dataset.locate);
    navigator.geolocation.getCurrentPosition(function (where) {
      field.value = where.coords.latitude.toFixed(5) + "," + where.coords.longitude.toFixed(5);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}());
