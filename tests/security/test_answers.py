"""What answers carry and what logs keep: caches, policies, doors of the API, file names."""

import io
import logging
import re
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from enforcement.kernel import files
from enforcement.kernel.models import StoredFile
from enforcement.kernel.sniffing import UNKNOWN, XLSX, sniff
from tests.factories.cases import CaseFactory


def picture():
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "JPEG")
    return content.getvalue()


@pytest.mark.parametrize("address", ["/", "/cases/", "/api/v1/cases/", "/settings/"])
def test_pages__of_signed_in_people_stay_in_no_cache(web, officer, address):
    assert web(officer).get(address)["Cache-Control"] == "private, no-store"


def test_pages__signed_out_nothing_is_shown_again(web, officer):
    browser = web(officer)
    browser.post("/logout/")

    assert browser.get("/cases/").status_code == 302


@pytest.mark.parametrize("address", ["/api/schema/", "/api/schema/page/"])
def test_schema__is_for_signed_in_people_under_the_policy(web, officer, db, address):
    assert Client().get(address).status_code == 403

    answer = web(officer).get(address)

    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search("<(script|style)>", answer.text)


def test_log__names_whom_something_was_refused_and_no_query(web, officer, caplog):
    caplog.set_level(logging.INFO, "zhiheng.request")
    browser = web(officer)

    browser.get("/users/?q=secret")
    browser.get("/cases/999999/?q=secret")

    (line,) = [each.getMessage() for each in caplog.records if each.name == "zhiheng.request"]
    assert line.startswith("refused incident=")
    assert f"user={officer.pk} path='/users/' error=NotPermitted" in line


def test_log__a_path_cannot_begin_a_line_of_its_own(web, admin, caplog):
    caplog.set_level(logging.INFO, "zhiheng.request")

    web(admin).get("/cases/draft/x/%0Aforged/")
    web(admin).post("/cases/draft/progress/new/")

    assert all("\n" not in each.getMessage() for each in caplog.records)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("poly.html", "poly.html.jpg"),
        ("photo.exe", "photo.exe.jpg"),
        ("photo.JPEG", "photo.JPEG"),
        ("photo", "photo.jpg"),
    ],
)
def test_attachment__is_saved_under_an_ending_of_its_kind(web, chief, name, kept):
    case = CaseFactory()
    upload = SimpleUploadedFile(name, picture() + b"<script>alert(1)</script>", "text/html")

    browser = web(chief)
    browser.post(f"/cases/{case.pk}/progress/", {"text": "x", "photos": [upload]})

    stored = StoredFile.objects.get()
    assert stored.name == kept
    answer = browser.get(f"/files/{stored.pk}/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


def test_named_as__leaves_kinds_without_an_ending_alone():
    assert files.named_as("passwords.enc", "application/octet-stream") == "passwords.enc"
    assert files.named_as("台账", XLSX) == "台账.xlsx"


def test_sniff__does_not_list_a_zip_of_millions_of_names(monkeypatch):
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    names = entry * 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(names), 30, 0)
    content = b"PK\x03\x04" + b"\0" * 26 + names + end
    monkeypatch.setattr("zipfile.ZipFile", None)

    assert sniff(SimpleUploadedFile("a.docx", content)) == UNKNOWN
