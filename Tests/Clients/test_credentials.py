"""Who may ask what: credentials, verbs, and two workspaces that never see each other."""

import json
import unittest

from sandbox import KEY, OTHER_KEY, TOKEN, Sandbox, answered_endpoints, unknown_id

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# A token opens these without naming a workspace.
WITHOUT_WORKSPACE = {"/workspaces/list", "/workspaces/create"}

# Client sessions open no endpoint below or at these.
WITHOUT_SESSIONS = (
    "/access_grants/",
    "/access_methods/",
    "/customers/",
    "/spaces/",
    "/user_identities/create",
    "/user_identities/delete",
    "/user_identities/get",
    "/user_identities/list_accessible_devices",
    "/user_identities/update",
    "/action_attempts/list",
    "/connected_accounts/delete",
    "/connected_accounts/list",
    "/connected_accounts/simulate",
    "/connected_accounts/sync",
    "/connected_accounts/update",
    "/devices/report_provider_metadata",
    "/devices/simulate",
    "/devices/unmanaged/list",
    "/devices/unmanaged/update",
    "/locks/simulate",
    "/workspaces/create",
    "/workspaces/reset_sandbox",
    "/workspaces/update",
)


class CredentialTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(Sandbox("--groups", "6", "--devices", "4", "--rng-seed", "5"))
        cls.endpoints = answered_endpoints(cls.sandbox)
        cls.workspace = cls.sandbox.post("/workspaces/get")["workspace"]["workspace_id"]

    def refused(self, path, message, headers, method="POST", error_type="unauthorized", status=401):
        answer = self.sandbox.ask(method, path, None, key=None, headers=headers)
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.json, {"error": {"type": error_type, "message": message}, "ok": False})

    def test_every_endpoint_refuses_what_is_no_credential(self):
        self.assertGreater(len(self.endpoints), 7)
        none = "No authentication methods succeeded"
        for path, fields in self.endpoints.items():
            verb = fields["methods"][0]
            with self.subTest(path):
                self.refused(path, none, {}, verb)
                self.refused(path, none, {"Authorization": f"bearer {KEY}"}, verb)
                self.refused(path, none, {"Authorization": f"BEARER {KEY}"}, verb)
                self.refused(path, none, {"Authorization": KEY}, verb)
                self.refused(path, none, {"Authorization": "Basic c2VhbTpzZWFt"}, verb)
                self.refused(path, none, {"seam-api-key": KEY}, verb)
                if path not in WITHOUT_WORKSPACE:
                    self.refused(path, none, {"Authorization": f"Bearer {TOKEN}"}, verb)

    def test_every_endpoint_refuses_credentials_that_it_does_not_know(self):
        token = {"Authorization": f"Bearer {TOKEN}"}
        unknown = "Unauthorized (client session not found)"
        for path, fields in self.endpoints.items():
            verb = fields["methods"][0]
            with self.subTest(path):
                self.refused(path, "API Key not found", {"Authorization": "Bearer seam_wrong"}, verb)
                self.refused(path, "API Key not found", {"Authorization": f"Bearer {KEY.upper()}"}, verb)
                self.refused(path, "API Key not found", {"Authorization": f"Bearer {KEY}_3"}, verb)
                wrong = {"Authorization": "Bearer seam_at_wrong", "seam-workspace": self.workspace}
                self.refused(path, "Access token not found", wrong, verb)
                if path not in WITHOUT_WORKSPACE:
                    self.refused(path, "Access token not found", {**token, "seam-workspace": unknown_id()}, verb)
                session = {"Authorization": "Bearer seam_cst_wrong"}
                if path.startswith(WITHOUT_SESSIONS):
                    self.refused(path, "No authentication methods succeeded", session, verb)
                else:
                    self.refused(path, unknown, session, verb, error_type="client_session_not_found")

    def test_a_session_header_that_is_none_is_refused(self):
        for value in ("wrong", KEY):
            headers = {"Authorization": f"Bearer {KEY}", "client-session-token": value}
            kind = "invalid_client_session_token"
            self.refused("/devices/list", "Invalid client session token", headers, "GET", kind, status=400)

    def test_an_empty_session_header_is_none(self):
        headers = {"Authorization": f"Bearer {KEY}", "client-session-token": ""}
        self.assertEqual(self.sandbox.ask("GET", "/devices/list", headers=headers, key=None).status, 200)

    def test_the_credential_is_asked_for_before_the_verb(self):
        self.refused("/access_codes/update_multiple", "No authentication methods succeeded", {}, "GET")
        self.refused("/devices/list", "No authentication methods succeeded", {}, "DELETE")

    def test_a_key_opens_its_own_workspace_whatever_the_header_says(self):
        for header in (unknown_id(), "", self.workspace):
            answer = self.sandbox.ask("GET", "/workspaces/get", headers={"seam-workspace": header})
            self.assertEqual(answer.json["workspace"]["workspace_id"], self.workspace)
        answer = self.sandbox.ask("GET", "/workspaces/get", key=TOKEN, headers={"seam-workspace": self.workspace})
        self.assertEqual(answer.json["workspace"]["workspace_id"], self.workspace)

    def test_every_endpoint_takes_the_verbs_of_the_catalogue_and_no_others(self):
        for path, fields in self.endpoints.items():
            # Workspaces are made by an owner, whom no key stands for.
            key = TOKEN if path == "/workspaces/create" else KEY
            for verb in VERBS:
                if verb in fields["methods"]:
                    continue
                with self.subTest(path, verb=verb):
                    answer = self.sandbox.ask(verb, path, {}, key)
                    self.assertEqual((answer.status, answer.error.get("type")), (405, "method_not_allowed"))
                    accepted = answer.error["message"].removeprefix("only ").removesuffix(" accepted")
                    self.assertEqual(sorted(accepted.split(",")), fields["methods"])


class TwoWorkspacesTests(unittest.TestCase):
    """Whatever the other workspace's ids are sent to, they are as good as unknown."""

    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(Sandbox("--groups", "6", "--devices", "4", "--rng-seed", "5"))
        cls.endpoints = answered_endpoints(cls.sandbox)
        cls.mine, cls.others = cls.ids(KEY), cls.ids(OTHER_KEY)
        # A PIN is no id; it only makes a door and its PIN a question that the other workspace would answer.
        query = {"access_code_id": cls.others["access_code_id"]}
        cls.pin = cls.sandbox.post("/access_codes/get", query, OTHER_KEY)["access_code"]["code"]

    @classmethod
    def ids(cls, key):
        """One id of each kind that a workspace has, by the name of the parameter that takes it."""
        code = next(code for code in cls.sandbox.codes(key) if code["common_code_key"])
        ids = {
            "device_id": code["device_id"],
            "connected_account_id": cls.sandbox.devices(key)[0]["connected_account_id"],
            "access_code_id": code["access_code_id"],
            "common_code_key": code["common_code_key"],
        }
        for path, body, list_name, name in (
            ("/locks/lock_door", {"device_id": ids["device_id"]}, "action_attempt", "action_attempt_id"),
            ("/events/list", {"since": "2000-01-01T00:00:00Z"}, "events", "event_id"),
        ):
            if path in cls.endpoints:
                found = cls.sandbox.post(path, body, key)[list_name]
                # The event of the lock comes once the door has answered.
                cls.sandbox.advance(5)
                ids[name] = (found[0] if isinstance(found, list) else found)[name]
        if "/access_grants/create" in cls.endpoints:
            ids |= cls.ids_of_grants(ids["device_id"], key)
        return ids

    @classmethod
    def ids_of_grants(cls, device, key):
        """The ids of a space with one door and of a grant on it."""
        space = cls.sandbox.post("/spaces/create", {"name": "Room", "device_ids": [device]}, key)["space"]["space_id"]
        body = {
            "space_ids": [space],
            "requested_access_methods": [{"mode": "code"}],
            "user_identity": {"full_name": f"Guest {key}"},
        }
        grant = cls.sandbox.post("/access_grants/create", body, key)["access_grant"]
        cls.sandbox.advance(5)
        names = ("access_grant_id", "user_identity_id")
        ids = {"space_id": space, **{name: grant[name] for name in names}}
        return {**ids, "access_method_id": grant["access_method_ids"][0]}

    def world(self, key):
        """Everything of a workspace that must not change from outside."""
        parts = [self.sandbox.post("/workspaces/get", key=key), self.sandbox.devices(key), self.sandbox.codes(key)]
        if "/connected_accounts/list" in self.endpoints:
            parts.append(self.sandbox.post("/connected_accounts/list", key=key)["connected_accounts"])
        for name in ("spaces", "access_grants", "user_identities"):
            parts.append(self.sandbox.post(f"/{name}/list", key=key)[name])
        return parts

    def test_they_share_no_id(self):
        for name, id in self.mine.items():
            self.assertNotEqual(id, self.others.get(name), name)
        mine, others = json.dumps(self.world(KEY)), json.dumps(self.world(OTHER_KEY))
        names = {"device_id", "connected_account_id", "access_code_id", "common_code_key", "access_grant_id", "space_id"}
        for name in sorted(names & set(self.others)):
            self.assertNotIn(self.others[name], mine)
            self.assertNotIn(self.mine[name], others)

    def test_ids_of_the_other_workspace_are_unknown_everywhere(self):
        before = self.world(OTHER_KEY)
        asked = 0
        for path, fields in self.endpoints.items():
            for name, id in self.others.items():
                for parameter in (name, f"{name}s"):
                    # A new code takes any key: it begins a group of this workspace then.
                    if parameter not in fields["params"] or (path, name) == ("/access_codes/create", "common_code_key"):
                        continue
                    asked += 1
                    with self.subTest(path, parameter=parameter):
                        body = self.arguments(path, fields, parameter, [id] if parameter != name else id)
                        answer = self.sandbox.ask("POST", path, body)
                        self.check_shows_nothing(answer, id)
        self.assertGreater(asked, 8)
        self.assertEqual(self.world(OTHER_KEY), before)

    def arguments(self, path, fields, parameter, value):
        """A request that could work if the one id were of this workspace."""
        samples = {
            "name": "Sample", "code": "482913", "is_managed": False, "is_expired": True, "auto_lock_enabled": True,
            "since": "2000-01-01T00:00:00Z", "starts_at": "2040-01-01T10:00:00Z", "ends_at": "2040-01-03T10:00:00Z",
            "min_code_length": 4, "max_code_length": 8, "requested_access_methods": [{"mode": "code"}],
            "acs_encoder_id": unknown_id(),
        }  # fmt: skip
        body = {}
        for name, kind in fields["params"].items():
            if name in self.mine and kind.endswith("*"):
                body[name] = self.mine[name]
            elif name.removesuffix("s") in self.mine and kind.endswith("[]*"):
                body[name] = [self.mine[name.removesuffix("s")]]
            elif name in samples and (kind.endswith("*") or name in ("since", "starts_at", "ends_at")):
                body[name] = samples[name]
        if path == "/access_codes/unmanaged/update":
            body["is_managed"] = True
        if parameter == "device_id" and path.endswith("/get") and "code" in fields["params"]:
            body["code"] = self.pin
        if path == "/spaces/update":
            body["space_id"] = self.mine["space_id"]
        if path == "/access_grants/create" and parameter != "user_identity_id":
            body["user_identity_id"] = self.mine["user_identity_id"]
        body[parameter] = value
        return body

    def check_shows_nothing(self, answer, id):
        if answer.status == 200:
            values = answer.json.get("batch", answer.json).values()
            lists = [value for value in values if isinstance(value, list)]
            self.assertTrue(lists, f"{answer} is a success")
            self.assertTrue(all(not value for value in lists), answer)
        else:
            self.assertIn(answer.status, (400, 401, 404), answer)
            if answer.status == 400:
                # Refused for something else: then this proves nothing.
                self.assertNotEqual(answer.error["type"], "invalid_input", answer)
        others = json.dumps(self.world(OTHER_KEY))
        self.assertIn(self.others["device_id"], others)

    def test_a_page_cursor_of_the_other_workspace_shows_nothing_of_it(self):
        answer = self.sandbox.post("/devices/list", {"limit": 1}, OTHER_KEY)
        cursor = answer["pagination"]["next_page_cursor"]
        self.assertIsNotNone(cursor)
        own = {device["device_id"] for device in self.sandbox.devices()}
        answer = self.sandbox.ask("POST", "/devices/list", {"limit": 1, "page_cursor": cursor})
        if answer.status == 200:
            self.assertLessEqual({device["device_id"] for device in answer.json["devices"]}, own)
        else:
            self.assertEqual(answer.status, 400)

    def test_the_events_and_attempts_of_one_are_not_in_the_other(self):
        for path, list_name, id_name in (
            ("/events/list", "events", "event_id"), ("/action_attempts/list", "action_attempts", "action_attempt_id"),
        ):  # fmt: skip
            if path not in self.endpoints:
                continue
            body = {"since": "2000-01-01T00:00:00Z"} if list_name == "events" else {"device_id": self.mine["device_id"]}
            mine = {item[id_name] for item in self.sandbox.post(path, body)[list_name]}
            body = body if list_name == "events" else {"device_id": self.others["device_id"]}
            others = {item[id_name] for item in self.sandbox.post(path, body, OTHER_KEY)[list_name]}
            self.assertTrue(mine and others, list_name)
            self.assertFalse(mine & others)


if __name__ == "__main__":
    unittest.main()
