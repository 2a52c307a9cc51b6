package import Lua

extension Surface {
    /// The module `args`: a function for each kind of argument.
    package enum Args {
        /// The function that describes an argument of a kind.
        package static func describe(_ kind: ArgumentKind) -> SurfaceFunction<LuaTable?> {
            let (summary, notes, example) = texts(kind)
            return SurfaceFunction(
                "args.\(kind.rawValue)",
                summary,
                .optional(.description(of: kind)),
                gives: .object(.argument),
                notes: notes,
                example: example
            )
        }

        static let entries = ArgumentKind.allCases.map { describe($0).entry }

        private static func texts(_ kind: ArgumentKind) -> (summary: String, notes: [String], example: String) {
            let example = "args.\(kind.rawValue)()"
            return switch kind {
            case .text:
                ("An argument that is a text, not an empty one.", [], "args.text{ about = \"the booking\" }")
            case .file:
                (
                    "An argument that is a file, whose full path the script gets.",
                    [
                        "The file may be read wherever it is, because whoever runs the script named it; a default may not."
                    ],
                    "args.file{ about = \"a table with the column booking\" }"
                )
            case .date: ("An argument that is a date.", [], example)
            case .time: ("An argument that is an instant, with its offset.", [], example)
            case .duration: ("An argument that is a duration.", [], "args.duration{ default = \"2h\" }")
            case .clock:
                (
                    "An argument that is a clock time, which the script gets as text.", [],
                    "args.clock{ default = \"11:00\" }"
                )
            case .zone: ("An argument that is the name of a zone.", [], example)
            case .number: ("An argument that is a number.", [], "args.number{ default = 1, min = 1, max = 7 }")
            case .choice:
                (
                    "An argument that is one of some words.",
                    ["The words stand in the table beside the names: args.choice{ \"report\", \"move\" }."],
                    "args.choice{ \"report\", \"move\", default = \"report\" }"
                )
            case .flag:
                (
                    "An argument that is yes or no; false when it is not given.", [],
                    "args.flag{ about = \"whether to say everything\" }"
                )
            }
        }
    }
}
