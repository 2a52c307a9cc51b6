// The example of docs/lua-modules.md; ModuleExampleTests compares the two.
package import Lua

@testable package import Scripting

// entry-begin
extension Surface {
    /// The module `words`.
    package enum Words {
        /// How many words there are.
        package static let count = SurfaceFunction(
            "words.count",
            "How many words a text has.",
            .text("text", "what is looked at"),
            .optional(.count("least", "the letters that a word has at least", from: 1)),
            gives: .integer,
            example: "words.count(\"Ito Zoë\", 2)"
        )

        static let entries = [count.entry]
    }
}
// entry-end

// body-begin
/// `words`: counts words.
package enum WordsBinding {
    /// Makes the module `words`.
    package static func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let count = Surface.Words.count.bound { _, text, least in
            let words = text.split(separator: " ").filter { $0.count >= least ?? 1 }
            return .value(.integer(Int64(words.count)))
        }
        return try state.module("words", [count])
    }
}
// body-end
