"""Logging in: held off after many refusals, the same answer for every fault, one-time codes, and what is kept of it."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from neoarchive import codes, logins
from neoarchive.models import LogIn
from neoarchive.stamps import current

LOG_IN = "/admin/login/"
CODES = "/admin/one-time-codes/"
RIGHT = "a long enough password"


def log_in(client, name="editor", password=RIGHT, **more):
    return client.post(LOG_IN, {"username": name, "password": password, "next": "/admin/", **more})


def refuse(client, times, name="editor"):
    for _ in range(times):
        assert log_in(client, name, "wrong").status_code == 200


def code_of(device, ahead=0):
    """What the app shows now, or some half minutes later."""
    device.refresh_from_db()
    shown = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    shown.time = time.time() + ahead * device.step
    return f"{shown.token():06d}"


@pytest.fixture
def app(editor):
    device = TOTPDevice.objects.create(user=editor, name="app", confirmed=True)
    return device


def outcomes():
    return list(LogIn.objects.order_by("pk").values_list("outcome", flat=True))


# -- held off ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_a_name_refused_too_often_waits_whether_it_exists_or_not(editor, client, name):
    refuse(client, logins.OF_ONE_NAME, name)
    answer = log_in(client, name)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= logins.SPAN.total_seconds() + 1
    assert "Too many log-ins have failed. Try again in 15 minutes." in answer.content.decode()
    assert RIGHT not in answer.content.decode()


def test_it_may_be_tried_again_when_the_refusals_are_old(editor, client):
    refuse(client, logins.OF_ONE_NAME)
    assert log_in(client).status_code == 429
    LogIn.objects.update(at=timezone.now() - logins.SPAN - timedelta(seconds=1))
    assert log_in(client).status_code == 302


def test_an_attacked_name_is_not_locked_for_its_owner(editor):
    at_home, elsewhere = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="198.51.100.9")
    assert log_in(at_home).status_code == 302
    refuse(elsewhere, logins.OF_ONE_NAME)
    assert log_in(elsewhere).status_code == 429
    assert log_in(at_home).status_code == 302


def test_the_owner_too_is_held_off_where_the_guesses_come_from_their_address(editor, client):
    assert log_in(client).status_code == 302
    refuse(client, logins.OF_ONE_NAME)
    assert log_in(client).status_code == 429


def test_an_address_that_tries_many_names_waits(editor, client):
    for number in range(logins.OF_ONE_ADDRESS):
        refuse(client, 1, f"somebody {number}")
    assert log_in(client, "another").status_code == 429
    assert log_in(Client(REMOTE_ADDR="203.0.113.4")).status_code == 302


def test_case_and_blanks_make_no_other_name(editor, client):
    for name in ["editor", "Editor", " editor", "EDITOR"] * 2:
        refuse(client, 1, name)
    assert log_in(client).status_code == 429


# -- the same answer --------------------------------------------------------------------------------------------------


def without_what_differs(answer, name):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return text.replace(name, "NAME")


def test_every_fault_gets_the_same_answer(editor, app, client):
    User.objects.create_user("visitor", password=RIGHT)  # not of the staff
    User.objects.create_user("former", password=RIGHT, is_staff=True, is_active=False)
    tries = [("nobody", "wrong"), ("editor", "wrong"), ("editor", RIGHT), ("visitor", RIGHT), ("former", RIGHT)]
    answers = {without_what_differs(log_in(client, name, password), name) for name, password in tries}
    assert len(answers) == 1
    assert "and its one-time code if it has one" in answers.pop()


# -- what is kept -----------------------------------------------------------------------------------------------------


def test_log_ins_refusals_and_log_outs_are_kept(editor, client):
    log_in(client, password="wrong")
    log_in(client)
    client.post("/admin/logout/")
    assert outcomes() == ["refused", "in", "out"]
    assert set(LogIn.objects.values_list("user__username", "address")) == {("editor", "127.0.0.1")}


def test_a_flood_of_tries_is_no_flood_of_rows(editor, client):
    refuse(client, logins.OF_ONE_NAME)
    for _ in range(5):
        assert log_in(client).status_code == 429
    assert outcomes() == ["refused"] * logins.OF_ONE_NAME + ["held"]


def test_a_password_typed_as_a_name_is_not_kept(editor, client):
    log_in(client, "hunter2 my secret", "wrong")
    row = LogIn.objects.values().get()
    assert "hunter2" not in str(row)
    assert row["user_id"] is None


def test_old_log_ins_are_forgotten(editor, client):
    log_in(client)
    LogIn.objects.update(at=timezone.now() - logins.KEPT - timedelta(days=1))
    log_in(Client())
    assert LogIn.objects.count() == 1


def test_a_log_in_clears_away_the_sessions_that_ended(editor, client):
    log_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    log_in(Client())
    assert Session.objects.count() == 1


def test_a_log_in_makes_no_page_stale(editor, client):
    before = current().mark
    log_in(client, password="wrong")
    log_in(client)
    assert current().mark == before


def test_administrators_see_who_logged_in_and_who_did_what(editor, client):
    log_in(client)
    client.post(
        "/admin/auth/user/add/",
        {"username": "x", "password1": RIGHT + "1", "password2": RIGHT + "1", "usable_password": "true"},
    )
    assert LogEntry.objects.count() == 1
    person = User.objects.create_user("boss", password=RIGHT, is_staff=True)
    person.groups.add(Group.objects.get(name="administrator"))
    boss = Client()
    boss.force_login(person)
    told = boss.get("/admin/neoarchive/login/").content.decode()
    assert "Logged in" in told
    assert "127.0.0.1" in told
    done = boss.get("/admin/admin/logentry/").content.decode()
    assert "Addition" in done
    assert "Added." in done
    entry = LogEntry.objects.get()
    assert boss.post(f"/admin/admin/logentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    person.groups.set([Group.objects.get(name="publisher")])
    for address in ("/admin/neoarchive/login/", "/admin/admin/logentry/"):
        assert boss.get(address).status_code == 403


# -- sessions ---------------------------------------------------------------------------------------------------------


def test_a_session_ends(editor, client, settings):
    log_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == settings.SESSION_COOKIE_AGE == 12 * 3600
    assert cookie["httponly"]


def test_a_new_password_ends_the_sessions_elsewhere(editor, client):
    log_in(client)
    editor.set_password("another long password")
    editor.save()
    assert client.get("/admin/").status_code == 302


# -- one-time codes ---------------------------------------------------------------------------------------------------


def test_nobody_is_asked_for_a_code_before_somebody_uses_them(editor, client):
    assert 'name="code"' not in client.get(LOG_IN).content.decode()
    assert log_in(client).status_code == 302


def test_codes_are_set_up_used_and_turned_off(editor, client):
    log_in(client)
    assert "Set them up" in client.get(CODES).content.decode()
    client.post(CODES, {"action": "begin"})
    page = client.get(CODES).content.decode()
    device = TOTPDevice.objects.get()
    assert codes.key_of(device) in page
    assert 'src="data:image/svg+xml' in page

    assert "was not right" in client.post(CODES, {"action": "confirm", "code": "000000"}, follow=True).content.decode()
    assert codes.app_of(editor) is None
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    page = client.post(CODES, {"action": "confirm", "code": code_of(device)}).content.decode()
    recovery = re.findall(r"<code>(\w+)</code>", page)
    assert len(recovery) == codes.RECOVERY_CODES
    assert not any(one in client.get(CODES).content.decode() for one in recovery)

    other = Client()
    assert log_in(other).status_code == 200
    assert log_in(other, code=code_of(device, ahead=1)).status_code == 302
    assert log_in(Client(), code=recovery[0]).status_code == 302
    assert log_in(Client(), code=recovery[0]).status_code == 200

    TOTPDevice.objects.update(last_t=-1, drift=0)
    client.post(CODES, {"action": "off", "code": code_of(device)})
    assert codes.app_of(editor) is None
    assert log_in(Client()).status_code == 302


def test_a_code_works_once(editor, app):
    code = code_of(app)
    assert log_in(Client(), code=code).status_code == 302
    assert log_in(Client(), code=code).status_code == 200


def test_wrong_codes_count_as_refusals(editor, app, client):
    for _ in range(logins.OF_ONE_NAME):
        log_in(client, code="000000")
    assert log_in(client, code=code_of(app)).status_code == 429


@pytest.mark.parametrize("code", ["", "١٢٣٤٥٦", "1e5", "-1", "0x10", "ａｂｃ", "'; --"])
def test_what_is_no_code_is_refused_in_words(editor, app, client, code):
    assert log_in(client, code=code).status_code == 200


def test_codes_are_not_turned_off_without_one(editor, app, client):
    client.force_login(editor)
    answer = client.post(CODES, {"action": "off", "code": "123456"}, follow=True)
    assert "was not right" in answer.content.decode()
    assert codes.app_of(editor) is not None


def test_an_administrator_turns_off_the_codes_of_a_lost_phone(editor, client):
    owner = User.objects.create_user("owner", password=RIGHT, is_staff=True)
    TOTPDevice.objects.create(user=owner, name="app", confirmed=True)
    client.force_login(editor)
    client.post("/admin/auth/user/", {"action": "turn_off_codes", "_selected_action": [owner.pk]})
    assert codes.app_of(owner) is None
    assert "One-time codes turned off." in LogEntry.objects.latest("pk").get_change_message()


def test_an_administrator_does_not_turn_off_those_of_a_superuser(editor, app):
    person = User.objects.create_user("boss", password=RIGHT, is_staff=True)
    person.groups.add(Group.objects.get(name="administrator"))
    boss = Client()
    boss.force_login(person)
    boss.post("/admin/auth/user/", {"action": "turn_off_codes", "_selected_action": [editor.pk]})
    assert codes.app_of(editor) is not None


def test_keys_are_shown_to_nobody_else(editor, app, client):
    client.force_login(editor)
    assert client.get(f"/admin/otp_totp/totpdevice/{app.pk}/change/").status_code == 404
    assert Client().get(CODES).status_code == 302
