/* Photographs: shown before sending, made smaller on the device, each with the time it was taken.
   <div data-photos><input type="file" accept="image/*" capture="environment" multiple> … </div>
   Only pages that take photographs load this file. Without script the plain file field sends originals. */
(function () {
  "use strict";
  var LONGEST = 2560;

  /* When the camera took it, by its own clock, which shows Beijing time: EXIF DateTimeOriginal (tag 0x9003,
     CIPA DC-008), which making the picture smaller drops. Without one, the date of the file. */
  function takenAt(file) {
    return file.slice(0, 131072).arrayBuffer().then(function (bytes) {
      var found = exifTime(new DataView(bytes));
      var parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(found || "");
      var time = parts ? Date.parse(parts[1] + "-" + parts[2] + "-" + parts[3] + "T" + parts[4] + "+08:00") : NaN;
      return isNaN(time) ? file.lastModified : time;
    }).catch(function () { return file.lastModified; });
  }
  function exifTime(view) {
    for (var at = 2; view.getUint16(0) === 0xFFD8 && at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint16(at) === 0xFFE1 && view.getUint32(at + 4) === 0x45786966) { return tiffTime(view, at + 10); }
      if (view.getUint8(at) !== 0xFF) { return ""; }
    }
    return "";
  }
  function tiffTime(view, start) {
    var little = view.getUint16(start) === 0x4949;
    function entry(table, tag) {
      var count = view.getUint16(start + table, little);
      for (var at = start + table + 2; count > 0; at += 12, count -= 1) {
        if (view.getUint16(at, little) === tag) { return view.getUint32(at + 8, little); }
      }
      return 0;
    }
    var details = entry(view.getUint32(start + 4, little), 0x8769);
    var place = details && entry(details, 0x9003);
    var text = "";
    for (var n = 0; place && n < 19; n += 1) { text += String.fromCharCode(view.getUint8(start + place + n)); }
    return text;
  }

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
    var taken = new Map(); /* file → milliseconds */

    function hand() {
      var parcel = new DataTransfer();
      files.forEach(function (file) { parcel.items.add(file); });
      input.files = parcel.files;
      if (times) { times.value = files.map(function (file) { return new Date(taken.get(file)).toISOString(); }).join(","); }
      if (count) { count.textContent = String(files.length); }
    }
    function show(file) {
      var figure = document.createElement("figure");
      var image = document.createElement("img");
      var caption = document.createElement("figcaption");
      var drop = document.createElement("button");
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      caption.textContent = new Date(taken.get(file)).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
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
      Promise.all(fresh.map(function (file) {
        return Promise.all([smaller(file), takenAt(file)]).then(function (pair) {
          taken.set(pair[0], pair[1]);
          return pair[0];
        });
      })).then(function (made) {
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
