import LuaSyntax
import Testing

struct CursorContextTests {
    private static let list = Chain("seam", [.field("devices"), .field("list")])
    private static let verb = Chain("g", [.method("extend")])

    @Test(
        arguments: [
            ("", .name, ""), ("gro", .name, "gro"), ("x = 1; y = gr", .name, "gr"), ("print(gr", .name, "gr"),
            ("if x the", .name, "the"), ("x = 12", .nothing, ""), ("-- gro", .nothing, ""), ("--[[ gro", .nothing, ""),
            ("x = { a", .name, "a"),
        ] as [(String, CursorContext.Wanted, String)]
    )
    func `a name is asked for where a name can stand`(text: String, wanted: CursorContext.Wanted, prefix: String) {
        let context = CursorContext(text)
        #expect(context.wanted == wanted)
        #expect(context.prefix == prefix)
    }

    @Test(
        arguments: [
            ("groups.", Chain("groups"), false, ""),
            ("print(seam.devices.li", Chain("seam", [.field("devices")]), false, "li"),
            ("groups.all():na", Chain("groups", [.field("all"), .call]), true, "na"),
            (
                "for g in groups.all():named('x y'):in_house():ea",
                Chain("groups", [.field("all"), .call, .method("named"), .call, .method("in_house"), .call]), true, "ea"
            ),
            (
                "seam.devices.list{ limit = 2 }[1].di",
                Chain("seam", [.field("devices"), .field("list"), .call, .element]), false, "di"
            ),
            ("(groups.all()):co", Chain("groups", [.field("all"), .call]), true, "co"),
            ("x['a'].b", Chain("x", [.field("a")]), false, "b"),
            ("f\"text\":", Chain("f", [.call]), true, ""),
            ("a = b\nc.d", Chain("c"), false, "d"),
        ] as [(String, Chain, Bool, String)]
    )
    func `a member is asked for behind a dot or a colon`(text: String, chain: Chain, isMethod: Bool, prefix: String) {
        let context = CursorContext(text)
        #expect(context.wanted == .member(of: chain, isMethod: isMethod))
        #expect(context.prefix == prefix)
    }

    @Test(
        arguments: [
            ("seam.devices.list{", .key(in: Place(list), given: []), ""),
            ("seam.devices.list({ li", .key(in: Place(list), given: []), "li"),
            ("seam.devices.list{ limit = 1, de", .key(in: Place(list), given: ["limit"]), "de"),
            ("seam.devices.list{ a = { b = 1 }, c = f(x), ", .key(in: Place(list), given: ["a", "c"]), ""),
            ("seam.devices.list{ a = { ", .key(in: Place(list, path: ["a"]), given: []), ""),
            ("seam.devices.list{ limit = ", .value(in: Place(list), name: "limit"), ""),
            ("seam.devices.list{ limit = tr", .value(in: Place(list), name: "limit"), "tr"),
            ("g:extend('2h', { be", .key(in: Place(verb, argument: 1), given: []), "be"),
        ] as [(String, CursorContext.Wanted, String)]
    )
    func `a parameter is asked for in the table of a call`(text: String, wanted: CursorContext.Wanted, prefix: String) {
        let context = CursorContext(text)
        #expect(context.wanted == wanted)
        #expect(context.prefix == prefix)
    }

    @Test(
        arguments: [
            ("seam.devices.list{ device_id = \"Fro", .text(in: Place(list), name: "device_id"), "Fro", "\""),
            ("seam.devices.list{ device_ids = { 'a', 'b c", .text(in: Place(list), name: "device_ids"), "b c", "'"),
            ("g:extend(\"2", .text(in: Place(verb), name: nil), "2", "\""),
            ("g:extend('2h', 'x", .text(in: Place(verb, argument: 1), name: nil), "x", "'"),
            ("g:extend{ 'x", .text(in: Place(verb), name: nil), "x", "'"),
            ("help \"gro", .text(in: Place(Chain("help")), name: nil), "gro", "\""),
            ("x = \"a", .text(in: nil, name: nil), "a", "\""),
            ("f([[a b", .text(in: Place(Chain("f")), name: nil), "a b", "[["),
        ] as [(String, CursorContext.Wanted, String, String)]
    )
    func `the text of a string knows what it is for`(
        text: String,
        wanted: CursorContext.Wanted,
        prefix: String,
        quote: String,
    ) {
        let context = CursorContext(text)
        #expect(context.wanted == wanted)
        #expect(context.prefix == prefix)
        #expect(context.quote == quote)
    }

    @Test func `what a name was set to is remembered, in a loop as one of many`() {
        let context = CursorContext("local q = groups.all()\nfor g in q:each() do g:")
        #expect(context.assigned["q"] == Chain("groups", [.field("all"), .call]))
        var loop = Chain("q", [.method("each"), .call])
        loop.isLooped = true
        #expect(context.assigned["g"] == loop)
        #expect(CursorContext("x = x + 1\nx").assigned["x"] == nil)
    }

    @Test func `any beginning of a long text has an answer`() {
        let text = """
            local q = groups.all():named("BK-1 *"):where(function(g) return #g.doors > 1 and not g.mixed end) -- so
            for i, row in ipairs({ { a = [==[ x ]==] }, 'y\\'' }) do
                seam.access_codes.update_multiple{ common_code_key = row["key"], ends_at = (time.now() + "2h"), }
            end
            """
        for length in 0...text.count { _ = CursorContext(String(text.prefix(length))) }
    }
}
