"""The prompt on a real terminal: completion, history, many lines, Ctrl-C, Ctrl-D, resizing, wide characters, pasting."""

import os
import threading
import time
import unittest

import pexpect

from prompt import BACKSPACE, BINARY, CTRL_C, CTRL_D, CTRL_U, HOME, LEFT, TAB, UP, PromptCase

FIFTY = ["total = 0"] + [f"total = total + {number}" for number in range(1, 47)] + ["for i = 1, 2 do", "  total = total + i", "end"]


class Completion(PromptCase):
    def test_tab_completes_at_eight_places(self):
        prompt = self.prompt()
        prompt.enter("t = { alpha = 41 }")
        prompt.type("gro" + TAB + ".al" + TAB + "():in_h" + TAB + "():cou" + TAB + "()\r")
        shown = prompt.expect_prompt()
        self.assertIn("groups.all():in_house():count()", shown)
        self.assertRegex(shown, r"\n\s*\d+\s*$")
        # A field of a table that is there.
        self.assertIn("42", prompt.enter("t.al" + TAB + " + 1"))
        # A namespace, a function and a parameter of the API.
        prompt.type("#seam.dev" + TAB + ".li" + TAB + "{ lim" + TAB + "2 }\r")
        shown = prompt.expect_prompt()
        self.assertIn("#seam.devices.list{ limit = 2 }", shown)
        self.assertRegex(shown, r"\n\s*2\s*$")
        # A door by its name where an id is asked for.
        name = prompt.enter("print(seam.devices.list()[1].display_name)").split("\n")[-2].strip()
        prompt.type(f'seam.devices.get{{ device_id = "{name[:-1]}' + TAB)
        if name[:-1] + name[-1] != name:
            prompt.type(name[-1:] + TAB)
        prompt.type(" }.display_name\r")
        self.assertIn(name, prompt.expect_prompt().split("\n")[-2])

    def test_tab_lists_what_is_possible_with_what_is_said_of_it(self):
        prompt = self.prompt()
        prompt.enter("stay = groups.all():list()[1]")
        prompt.type("stay:ext" + TAB)
        prompt.type(TAB)
        prompt.expect("extend_to")
        prompt.expect("The end moves")
        prompt.type(CTRL_U)
        prompt.type(CTRL_C)
        prompt.expect_prompt()

    def test_a_group_is_completed_by_its_name(self):
        prompt = self.prompt()
        name = prompt.enter("groups.all():count(); print(groups.all():list()[1].name)").split("\n")[-2].strip()
        prompt.type(f'groups.all():named("{name[:8]}' + TAB + "):count()\r")
        shown = prompt.expect_prompt()
        # A blank may be a movement of the cursor.
        self.assertIn(name.replace(" ", ""), shown.replace(" ", ""))
        self.assertRegex(shown, r"\n\s*1\s*$")


class Lines(PromptCase):
    def test_a_statement_goes_on_until_it_is_whole(self):
        prompt = self.prompt()
        prompt.enter("for i = 1, 3 do", prompt="...> ")
        prompt.enter("  print('line ' .. i)", prompt="...> ")
        shown = prompt.enter("end")
        for number in (1, 2, 3):
            self.assertIn(f"line {number}", shown)
        self.assertIn("3", prompt.enter("1 + 2"))
        self.assertIn("3", prompt.enter("_"))

    def test_a_mistake_is_pointed_at(self):
        prompt = self.prompt()
        shown = prompt.enter("x = = 3")
        self.assertIn("repl:1:5:", shown)
        self.assertRegex(shown, r"  x = = 3\n +\^")
        prompt.enter("do", prompt="...> ")
        prompt.enter("  local a = 1", prompt="...> ")
        prompt.enter("  error('here')", prompt="...> ")
        shown = prompt.enter("end")
        self.assertIn("repl:3: here", shown)
        self.assertIn("3 |   error('here')", shown)

    def test_history_lasts_across_sessions_and_keeps_no_pin(self):
        first = self.prompt()
        first.enter("before = 'kept for later'")
        first.enter("for i = 1, 2 do", prompt="...> ")
        first.enter("end")
        first.enter("secret = { code = '4711' }")
        self.assertEqual(first.leave(), 0)
        second = self.prompt()
        self.assertNotIn("4711", self.read("repl_history"))
        second.type(UP)
        second.expect("end")
        second.type(UP)
        second.expect("kept for later")
        second.type("\r")
        second.expect_prompt()
        self.assertIn("kept for later", second.enter("before"))

    def test_wide_and_combining_characters_are_edited_as_one(self):
        prompt = self.prompt()
        self.assertIn("山田", prompt.enter("'山田太" + BACKSPACE + "'"))
        self.assertIn("utf8 3", prompt.enter("'utf8 ' .. utf8.len('山田🔑')"))
        # Moving left over a wide character and inserting before it.
        self.assertIn("山x田", prompt.enter("'山田'" + LEFT + LEFT + "x").split("\n")[-2])
        self.assertIn("3", prompt.enter("#'e\u0301'"))
        self.assertIn("Zoe\u0308", prompt.enter("'Zoe\u0308'").split("\n")[-2])
        self.assertIn("9", prompt.enter("5" + HOME + "4 + "))

    def test_fifty_lines_are_pasted_with_and_without_marks(self):
        for marks in (("", ""), ("\x1b[200~", "\x1b[201~")):
            with self.subTest(marked=bool(marks[0])):
                prompt = self.prompt()
                prompt.type(marks[0] + "\r".join(FIFTY) + "\r" + marks[1])
                prompt.type("print('sum ' .. total)\r")
                prompt.expect(f"sum {sum(range(1, 47)) + 3}")
                prompt.expect_prompt()
                self.assertEqual(prompt.leave(), 0)

    def test_a_pasted_tab_is_no_question(self):
        prompt = self.prompt()
        prompt.type("\x1b[200~do\r\tprint('in' .. 'side')\rend\r\x1b[201~")
        prompt.expect("inside")
        prompt.expect_prompt()


class Stopping(PromptCase):
    def test_ctrl_c_stops_a_loop_and_not_the_program(self):
        prompt = self.prompt()
        prompt.enter("kept = 7")
        prompt.start("while true do pcall(function() while true do end end) end")
        prompt.type(CTRL_C)
        prompt.expect("stopped")
        prompt.expect_prompt()
        self.assertIn("7", prompt.enter("kept"))

    def test_ctrl_c_stops_a_slow_request(self):
        prompt = self.prompt()
        self.server.fault(path="/workspaces/get", kind="delay", delay_ms=50000, count=1)
        prompt.start("seam.workspaces.get()")
        start = time.monotonic()
        prompt.type(CTRL_C)
        prompt.expect("stopped")
        prompt.expect_prompt()
        self.assertLess(time.monotonic() - start, 20)
        self.assertIn("true", prompt.enter("seam.workspaces.get().is_sandbox"))

    def test_ctrl_c_gives_up_what_is_typed(self):
        prompt = self.prompt()
        prompt.type("x = 'half" + CTRL_C)
        prompt.expect_prompt()
        prompt.enter("for i = 1, 3 do", prompt="...> ")
        prompt.type("print(" + CTRL_C)
        prompt.expect_prompt()
        self.assertIn("nil", prompt.enter("x"))

    def test_ctrl_d_leaves_and_gives_the_terminal_back(self):
        shell = self.shell()
        before = self.terminal(shell)
        shell.sendline(f"{BINARY} repl")
        shell.expect("seam>")
        shell.expect(" ")
        shell.send("1\r")
        shell.expect(r"\n(\x1b\[\?2004l)?1\r")
        shell.expect("seam>")
        shell.send(CTRL_D)
        shell.expect_exact("$ ")
        self.assertEqual(self.terminal(shell), before)

    def test_ctrl_z_gives_the_terminal_to_the_shell_and_comes_back(self):
        shell = self.shell()
        shell.sendline(f"{BINARY} repl")
        shell.expect("seam>")
        shell.send("21 * ")
        shell.expect_exact("* ")
        shell.send("\x1a")
        shell.expect("Stopped")
        shell.expect_exact("$ ")
        shell.sendline("echo from the $((40 + 2)) shell")
        shell.expect_exact("from the 42 shell")
        shell.sendline("fg")
        shell.expect("seam>")
        shell.send("2\r")
        shell.expect(r"\n(\x1b\[\?2004l)?42\r")
        shell.expect("seam>")
        shell.send(CTRL_D)
        shell.expect_exact("$ ")

    def shell(self):
        """A shell on a terminal of its own, with the server's address."""
        values = {
            "PATH": "/usr/bin:/bin", "HOME": self.home, "KEYSHIFT_HOME": self.home, "TERM": "xterm", "LANG": "C.UTF-8",
            "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": self.server.endpoint, "NO_COLOR": "1", "PS1": "$ ",
        }
        shell = pexpect.spawn("/bin/bash", ["--norc", "--noprofile"], env=values, encoding="utf-8", timeout=60)
        self.addCleanup(shell.close, force=True)
        shell.expect_exact("$ ")
        return shell

    def terminal(self, shell):
        """The settings of a shell's terminal."""
        shell.sendline("stty -g; echo told")
        shell.expect("([0-9a-f:]{40,})")
        settings = shell.match.group(1)
        shell.expect("told\r")
        shell.expect_exact("$ ")
        return settings


class Window(PromptCase):
    def test_a_table_is_cut_to_the_window_as_it_is_now(self):
        prompt = self.prompt(columns=120)
        prompt.enter("list = {} for i = 1, 30 do list[i] = { name = 'n' .. i, note = ('w'):rep(60) } end")
        shown = prompt.enter("list")
        self.assertIn("w" * 48, shown)
        self.assertIn(":more", shown)
        prompt.resize(12, 40)
        shown = prompt.enter("list")
        rows = [line for line in shown.split("\n") if line.startswith("n") and "www" in line]
        self.assertEqual(len(rows), 7)
        self.assertTrue(all(len(row.rstrip()) <= 40 for row in rows), rows)
        self.assertIn("n8 ", prompt.enter(":more"))

    def test_a_line_that_is_being_typed_survives_a_resize(self):
        prompt = self.prompt()
        prompt.type("'before ' .. ")
        prompt.expect("..")
        prompt.resize(30, 60)
        self.assertIn("before after", prompt.enter("'after'"))

    def test_no_colour_where_it_is_not_wanted(self):
        prompt = self.prompt(NO_COLOR="1")
        prompt.type("nope()\r")
        prompt.child.expect_exact("seam> ")
        self.assertNotRegex(prompt.child.before, r"\x1b\[[0-9;]+m")

    def test_a_dumb_terminal_has_prompts_lines_and_ctrl_c(self):
        prompt = self.prompt(TERM="dumb")
        self.assertIn("3", prompt.enter("1 + 2"))
        prompt.start("while true do end")
        prompt.type(CTRL_C)
        prompt.expect("stopped")
        prompt.expect_prompt()
        self.assertNotIn("\x1b", prompt.child.before)
        self.assertEqual(prompt.leave(), 0)


class Planning(PromptCase):
    def test_a_change_is_shown_counted_sent_and_undone(self):
        prompt = self.prompt(columns=140)
        path = "/access_codes/update_multiple"
        shown = prompt.enter("groups.all():linked():list()[1]:extend('2h')", prompt="seam[1]> ")
        self.assertIn("recorded, nothing sent", shown)
        self.assertRegex(shown, r"ends .* → ")
        self.assertEqual(self.server.requests(path), 0)
        prompt.enter(":undo")
        prompt.enter("groups.all():linked():list()[1]:extend('2h')", prompt="seam[1]> ")
        prompt.type(":apply\r")
        prompt.expect("Send this change? [y/N]")
        prompt.type("n\r")
        prompt.expect_prompt("seam[1]> ")
        self.assertEqual(self.server.requests(path), 0)
        prompt.type(":apply\r")
        prompt.expect("Send this change? [y/N]")
        prompt.type("y\r")
        prompt.expect("DONE")
        prompt.expect_prompt()
        self.assertEqual(self.server.requests(path), 1)
        prompt.type(":undo\r")
        prompt.expect("Send this change? [y/N]")
        prompt.type("y\r")
        prompt.expect("DONE")
        prompt.expect_prompt()
        self.assertEqual(self.server.requests(path), 2)

    def test_what_is_typed_ahead_answers_no_question(self):
        prompt = self.prompt(columns=140)
        prompt.enter("groups.all():linked():list()[2]:extend('2h')", prompt="seam[1]> ")
        path = "/access_codes/update_multiple"
        before = self.server.requests(path)
        prompt.type(":apply\ry\r")
        prompt.expect("Send this change? [y/N]")
        prompt.type("\r")
        prompt.expect("nothing was sent")
        prompt.expect_prompt("seam[1]> ")
        self.assertEqual(self.server.requests(path), before)
        prompt.enter(":drop")

    def test_a_session_is_saved_and_loaded(self):
        prompt = self.prompt()
        prompt.enter("answer = 42")
        prompt.enter("answer + 1")
        file = self.home + "/session.lua"
        prompt.enter(":save " + file)
        self.assertEqual(self.read("session.lua"), "answer = 42\n-- answer + 1\n")
        self.assertIn("overwrites nothing", " ".join(prompt.enter(":save " + file).split()))
        other = self.prompt()
        other.enter(":load " + file)
        self.assertIn("42", other.enter("answer"))


class LongStatements(PromptCase):
    """Statements as long as files: the time is linear in their length."""

    SECONDS = float(os.environ.get("KEYSHIFT_PASTE_SECONDS", "20"))

    def paste(self, lines, marks=("\x1b[200~", "\x1b[201~")):
        """Pastes lines into a new prompt and gives the seconds until the next one is asked for."""
        prompt = self.prompt()
        text = marks[0] + "\r".join(lines) + "\r" + marks[1] + "print('the ' .. 'end')\r"
        start = time.monotonic()
        writer = threading.Thread(target=prompt.type, args=(text,))
        writer.start()
        prompt.expect("the end")
        writer.join()
        prompt.expect_prompt()
        return prompt, time.monotonic() - start

    def test_twenty_thousand_lines(self):
        prompt, seconds = self.paste(["t = {"] + [f"  {number}," for number in range(20000)] + ["}"])
        print(f"20,000 lines: {seconds:.2f} s")
        self.assertIn("20000", prompt.enter("#t"))
        self.assertLess(seconds, self.SECONDS)

    def test_a_paste_of_a_megabyte(self):
        line = "  { name = 'BK-88213 Ito', doors = { 'Front door', 'Room 204' }, note = [[ end ]] }, -- {"
        count = (1 << 20) // len(line)
        for marks in (("\x1b[200~", "\x1b[201~"), ("", "")):
            with self.subTest(marked=bool(marks[0])):
                prompt, seconds = self.paste(["t = {"] + [line] * count + ["}"], marks)
                print(f"1 MB, {'marked' if marks[0] else 'not marked'}: {seconds:.2f} s")
                self.assertIn(str(count), prompt.enter("#t"))
                self.assertLess(seconds, self.SECONDS)

    def test_ctrl_c_gives_a_long_statement_up(self):
        prompt = self.prompt()
        prompt.type("t = {\r" + "  1,\r" * 500)
        prompt.expect_prompt("...> ")
        prompt.type(CTRL_C)
        prompt.expect_prompt()
        self.assertIn("nil", prompt.enter("t"))

    def test_many_statements_are_pasted_at_once(self):
        prompt = self.prompt()
        prompt.type("\x1b[200~n = 0\r" + "n = n + 1\r" * 200 + "\x1b[201~print('is ' .. n)\r")
        prompt.expect("is 200")
        prompt.expect_prompt()


class LikeOtherPrompts(PromptCase):
    def test_an_equals_sign_asks_for_a_value(self):
        prompt = self.prompt()
        self.assertRegex(prompt.enter("=1+1"), r"\n\s*2\s*$")
        self.assertIn("a\n", prompt.enter("= 'a', 2"))

    def test_exit_and_quit_explain_themselves(self):
        prompt = self.prompt()
        for word in ("exit", "quit", "exit()", "quit()"):
            self.assertIn(":quit leaves", prompt.enter(word))
        self.assertIn(":quit leaves the prompt", prompt.enter("os.exit()"))
        prompt.enter("exit = 5")
        self.assertRegex(prompt.enter("exit"), r"\n\s*5\s*$")

    def test_the_echo_can_be_read_back(self):
        prompt = self.prompt(columns=140)
        prompt.enter("value = { 'a\"b\\\\', [\"two words\"] = 1, ['end'] = 2 }")
        shown = prompt.enter("value").split("\n")[-2].strip()
        self.assertIn('["two words"] = 1', shown)
        self.assertEqual(prompt.enter(shown).split("\n")[-2].strip(), shown)
        prompt.enter("value.itself = value")
        self.assertIn("itself = <a table that holds this one>", prompt.enter("value"))
        self.assertIn("thread: 0x", prompt.enter("coroutine.create(print)"))
        self.assertIn("TS", prompt.enter("setmetatable({ y = 1 }, { __tostring = function() return 'TS' end })"))

    def test_a_statement_is_timed_and_a_name_explained(self):
        prompt = self.prompt()
        shown = prompt.enter(":time 40 + 2")
        self.assertIn("42", shown)
        self.assertRegex(shown, r"took \d+\.\d{3} s")
        self.assertIn("section 6.4", prompt.enter(":doc string.format"))
        self.assertIn("groups.get(key)", prompt.enter(":doc groups.get"))
        self.assertIn(":doc needs a name", prompt.enter(":doc"))

    def test_the_last_statement_is_edited(self):
        editor = self.home + "/editor"
        with open(editor, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nsed -i 's/40/41/' \"$1\"\ntest -t 0 && test -t 1\n")
        os.chmod(editor, 0o700)
        prompt = self.prompt(EDITOR=editor, TMPDIR=self.home)
        prompt.enter("print('sum', 40 + 1)")
        self.assertIn("sum\t42", prompt.enter(":edit").replace("      ", "\t").replace("     ", "\t"))
        self.assertEqual([name for name in os.listdir(self.home) if name.startswith("keyshift-")], [])
        missing = self.prompt(EDITOR="/no/such/editor", TMPDIR=self.home)
        self.assertIn("set EDITOR to one that is there", missing.enter(":edit"))


if __name__ == "__main__":
    unittest.main()
