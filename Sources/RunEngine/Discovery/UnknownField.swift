/// A field of a code or of a device that was missing, or that could not be read.
///
/// The API gives up fields and takes new words, so that one of them stops nothing: it is counted and told once, with what
/// was done instead.
package struct UnknownField: Hashable, Sendable {
    /// How much its absence matters.
    package enum Weight: Hashable, Sendable {
        /// Something else says the same.
        case isReplaced
        /// Something is decided with less than there should be.
        case isMissed
    }

    /// The name of the field in the API.
    package let name: String
    /// How much its absence matters.
    let weight: Weight
    /// What is done without it, of one and of many.
    let one: String
    let many: String

    private init(_ name: String, _ one: String, _ many: String, _ weight: Weight = .isMissed) {
        self.name = name
        self.weight = weight
        self.one = one
        self.many = many
    }

    /// The fields of a code; a place in this list is a bit of `IndexedCode.unknown`.
    static let ofCodes: [UnknownField] = [
        UnknownField(
            "status",
            "decided by its pending changes, errors, warnings and hours",
            "decided by their pending changes, errors, warnings and hours",
            .isReplaced,
        ),
        UnknownField("type", "taken to end if it has hours", "taken to end if they have hours"),
        UnknownField("starts_at", hidden(one: true), hidden(one: false)),
        UnknownField("ends_at", hidden(one: true), hidden(one: false)),
        UnknownField("pending_mutations", unseen(one: true), unseen(one: false)),
        UnknownField("name", "counts as nameless", "count as nameless"),
        UnknownField("common_code_key", "counts as standing alone", "count as standing alone"),
        UnknownField("errors", "what is wrong with it is not seen", "what is wrong with them is not seen"),
        UnknownField("warnings", "what delays it is not seen", "what delays them is not seen"),
        UnknownField("is_offline_access_code", "taken as made for an online lock", "taken as made for online locks"),
        UnknownField("device_id", "on the door it was listed for", "on the doors they were listed for", .isReplaced),
    ]

    /// The fields of a device.
    static let ofDoors: [UnknownField] = [
        UnknownField("display_name", "called by its id", "called by their ids"),
        UnknownField("device_type", "what is special about its make is not known", "what is special is not known"),
        UnknownField(
            "properties.online",
            "whether it is offline is not known",
            "whether they are offline is not known"
        ),
        UnknownField("location.time_zone", "its zone is not known", "their zones are not known"),
        UnknownField("errors", "what is wrong with it is not seen", "what is wrong with them is not seen"),
        UnknownField("warnings", "nothing is decided by them", "nothing is decided by them", .isReplaced),
    ]

    private static func hidden(one: Bool) -> String {
        one
            ? "its hours cannot be changed, and no other stay is compared with it"
            : "their hours cannot be changed, and no other stay is compared with them"
    }

    private static func unseen(one: Bool) -> String {
        one
            ? "a change that has not reached its lock may not be seen"
            : "changes that have not reached their locks may not be seen"
    }
}

extension IndexedCode {
    /// Fields of a code that are not known, a bit for each of `UnknownField.ofCodes`.
    package struct Unknown: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: UInt16

        /// Makes a set of bits.
        package init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        /// The set of some fields, by their names in the API; a name that decides nothing is left out.
        package init(_ names: [String]) {
            var set: Unknown = []
            for (place, field) in UnknownField.ofCodes.enumerated() where names.contains(field.name) {
                set.formUnion(Unknown(rawValue: 1 << UInt16(place)))
            }
            self = set
        }

        /// What a grant says of its codes.
        static let ofHours = Unknown(["type", "starts_at", "ends_at", "name"])
    }
}
