package import CivilTime

/// Something that a person should know of: one for each cause, from the look that finds it to the look that does not.
///
/// A cause is a kind of trouble with one subject, as one source sees it. Whoever raises it again raises the same alarm, which
/// was told already, and is told again only when it becomes urgent.
package struct Alarm: Hashable, Sendable {
    /// How much it matters.
    package enum Level: String, Codable, CaseIterable, Comparable, Sendable {
        /// Somebody should see to it.
        case warning
        /// Somebody has to see to it now.
        case urgent

        package static func < (left: Level, right: Level) -> Bool { left == .warning && right == .urgent }
    }

    /// Where it stands.
    package enum State: String, Codable, CaseIterable, Sendable {
        /// It was raised, and is told only if it lasts.
        case waiting
        /// It is to be told.
        case raised
        /// Somebody was told.
        case told
        /// Somebody has looked at it.
        case seen
        /// What it was about is mended.
        case cleared
    }

    /// What it is about.
    package struct Subject: Hashable, Sendable {
        /// The sort of it.
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// A group of codes, or a code that stands alone.
            case group
            /// A door.
            case door
            /// A house.
            case house
            /// Anything else, by a word for it.
            case word
        }

        /// The sort of it.
        package var kind: Kind
        /// The key or the id, the device's id, the house's name or the word.
        package var identifier: String
        /// What people call it.
        package var name: String

        /// Makes it of its parts.
        package init(_ kind: Kind, _ identifier: String, name: String? = nil) {
            self.kind = kind
            self.identifier = identifier
            self.name = name ?? identifier
        }
    }

    /// What one alarm is kept for, and no other beside it.
    package struct Cause: Hashable, Sendable {
        /// Who sees it: a schedule, a script, or the engine.
        package var source: String
        /// The workspace of its subject, empty where it has none.
        package var workspaceID: String
        /// The sort of trouble, in the words of whoever raises it.
        package var kind: String
        /// The sort of its subject.
        package var subjectKind: Subject.Kind
        /// The subject's identifier.
        package var subjectID: String

        /// Makes it of its parts.
        package init(
            source: String,
            workspaceID: String,
            kind: String,
            subjectKind: Subject.Kind,
            subjectID: String,
        ) {
            self.source = source
            self.workspaceID = workspaceID
            self.kind = kind
            self.subjectKind = subjectKind
            self.subjectID = subjectID
        }
    }

    /// The source of what the engine itself raises.
    package static let engine = "engine"
    /// The kind of what is told by every way: an author who approved their own plan.
    package static let breakGlass = "break_glass"

    /// Its number.
    package var id: Int64
    /// What it is kept for.
    package var cause: Cause
    /// What people call its subject.
    package var name: String
    /// A sentence, with what to do.
    package var text: String
    /// How much it mattered when it was raised last.
    package var raisedLevel: Level
    /// The schedule that raised it, nil for none.
    package var schedule: String?
    /// The run that raised it last, nil where it was no run.
    package var run: String?
    /// When it was raised first.
    package var raisedAt: Instant
    /// When it was found last.
    package var foundAt: Instant
    /// From when on it is told.
    package var tellableAt: Instant
    /// By when it has to be mended, and is urgent from then on; nil for no such time.
    package var dueAt: Instant?
    /// When somebody was told last.
    package var toldAt: Instant?
    /// How much it mattered then.
    package var toldLevel: Level?
    /// When somebody looked at it.
    package var seenAt: Instant?
    /// Who did.
    package var seenBy: String?
    /// How much it mattered then.
    package var seenLevel: Level?
    /// When it was found mended, nil while it is not.
    package var clearedAt: Instant?

    /// Makes an alarm that nobody was told of.
    package init(id: Int64, cause: Cause, name: String, text: String, level: Level, at instant: Instant) {
        self.id = id
        self.cause = cause
        self.name = name
        self.text = text
        raisedLevel = level
        raisedAt = instant
        foundAt = instant
        tellableAt = instant
    }

    /// How much it matters at an instant.
    package func level(at instant: Instant) -> Level {
        dueAt.map { $0 <= instant } ?? false ? .urgent : raisedLevel
    }

    /// Where it stands at an instant; one that somebody has looked at is raised again when it becomes urgent.
    package func state(at instant: Instant) -> State {
        let level = level(at: instant)
        if clearedAt != nil { return .cleared }
        if let seenLevel, seenLevel >= level { return .seen }
        if let toldLevel, toldLevel >= level { return .told }
        return tellableAt > instant && level == .warning ? .waiting : .raised
    }

    /// Whether it still needs a person at an instant.
    package func needsPerson(at instant: Instant) -> Bool {
        [.raised, .told].contains(state(at: instant))
    }
}

extension Alarm {
    /// Whether every way tells it, whatever else it tells.
    package var isForEverybody: Bool { cause.source == Self.engine && cause.kind == Self.breakGlass }
}
