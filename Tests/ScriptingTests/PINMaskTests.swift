import Seam
import Testing

@testable import Scripting

struct PINMaskTests {
    private let mask: PINMask = {
        let mask = PINMask()
        mask.learn(.array([.object(["code": "2468", "name": "1357"]), .object(["in": .object(["pin": "987654"])])]))
        return mask
    }()

    @Test(arguments: [
        ("2468", "••••68"), ("the PIN is 2468.", "the PIN is ••••68."),
        ("{\"code\":\"987654\"}", "{\"code\":\"••••54\"}"),
        ("2468 and 987654", "••••68 and ••••54"), ("1357", "1357"), ("24681", "24681"), ("x2468", "x2468"),
        ("2468-11-24T10:00:00Z", "2468-11-24T10:00:00Z"), ("10:2468", "10:2468"), ("a1b2-2468-c3d4", "a1b2-2468-c3d4"),
        ("code:2468", "code:••••68"), ("", ""), ("no digits", "no digits"), ("Zoë 2468 ✓", "Zoë ••••68 ✓"),
    ])
    func `a PIN that stands alone is masked, and a number that belongs to something else is not`(
        text: String,
        expected: String,
    ) {
        #expect(mask.masked(text) == expected)
    }

    @Test func `the PINs of an answer that is text are known as well`() {
        let mask = PINMask()
        mask.learn(from: Array(#"[{"code":"2468","name":"1357"},{"code": "9753"},{"code":null},{"code":"12"#.utf8))
        #expect(mask.masked("2468 9753 1357 12") == "••••68 ••••53 1357 12")
    }

    @Test func `nothing is masked before a PIN is known`() {
        #expect(PINMask().masked("2468") == "2468")
    }

    @Test(arguments: [
        ("not_found", false), ("123", false), ("1234", true), ("123456789012", true), ("1234567890123", false),
    ])
    func `a PIN has 4 to 12 digits`(text: String, isPIN: Bool) {
        #expect(PINMask.isPIN(text) == isPIN)
    }
}
