internal import CivilTime
internal import Model
internal import Seam

/// A change of a code that Seam has told of.
struct CodeEvent: Hashable, Sendable {
    typealias Side = OutsideChange.Bounds

    let accessCodeID: String
    let at: Instant
    let from: Side
    let to: Side
    /// Whether the PIN became another one.
    let changesPIN: Bool
    /// Whether it was asked for only; else the code, or its lock, has it.
    let isRequest: Bool
    /// How the code went, nil where it did not.
    var removal: OutsideChange.Removal?
    /// Its new name, nil where it did not get one.
    var renaming: OutsideChange.Renaming?

    /// The events after which a code is no more.
    static let removals = ["access_code.deleted", "access_code.deleted_external_to_seam"]

    /// The changes of hours, PINs and names of some codes, and that they went, oldest first; none where Seam does not tell them.
    static func read(of codes: [String], from client: SeamClient, since instant: Instant) async -> [CodeEvent] {
        guard !codes.isEmpty else { return [] }
        do throws(SeamError) {
            let events = try await client.events.list(accessCodeIDs: codes, since: instant.iso8601, limit: 500)
            return events.compactMap(CodeEvent.init).sorted { $0.at < $1.at }
        } catch {
            return []
        }
    }

    init?(_ event: SeamEvent) {
        guard let code = event.accessCodeID,
            let at = (event.occurredAt ?? event.createdAt).flatMap({ try? Instant(iso8601: $0) })
        else { return nil }
        let told = Told(event)
        guard told.changesPIN || !told.to.isEmpty || told.removal != nil || told.renaming != nil else { return nil }
        accessCodeID = code
        self.at = at
        from = told.from
        to = told.to
        changesPIN = told.changesPIN
        isRequest = event.eventType == "access_code.mutations_requested"
        removal = told.removal
        renaming = told.renaming
    }
}

/// What an event tells of a change, in whichever of its forms.
private struct Told {
    var from = CodeEvent.Side()
    var to = CodeEvent.Side()
    var changesPIN = false
    var removal: OutsideChange.Removal?
    var renaming: OutsideChange.Renaming?

    init(_ event: SeamEvent) {
        let json = event.json
        switch event.eventType {
        case "access_code.deleted": removal = .inSeam
        case "access_code.deleted_external_to_seam": removal = .onLock
        case "access_code.time_frame_changed": take(json)
        case "access_code.code_changed": changesPIN = true
        case "access_code.name_changed": takeName(json)
        case "access_code.mutations_requested":
            for mutation in json["requested_mutations"]?.array ?? [] {
                switch mutation["mutation_code"]?.string {
                case "updating_time_frame": take(mutation)
                case "updating_code": changesPIN = true
                case "updating_name": takeName(mutation)
                default: break
                }
            }
        case "access_code.changed":
            for property in json["changed_properties"]?.array ?? [] { take(property: property) }
        default: break
        }
    }

    /// Bounds under `from` and `to`.
    private mutating func take(_ json: JSONValue) {
        from = Self.side(json["from"])
        to = Self.side(json["to"])
    }

    private mutating func take(property: JSONValue) {
        let (before, after) = (Self.instant(property["from"]), Self.instant(property["to"]))
        switch property["property"]?.string {
        case "starts_at": (from.startsAt, to.startsAt) = (before, after)
        case "ends_at": (from.endsAt, to.endsAt) = (before, after)
        case "code": changesPIN = true
        case "name": renaming = OutsideChange.Renaming(from: property["from"]?.string, to: property["to"]?.string)
        default: break
        }
    }

    /// Names under `from` and `to`.
    private mutating func takeName(_ json: JSONValue) {
        renaming = OutsideChange.Renaming(from: json["from"]?["name"]?.string, to: json["to"]?["name"]?.string)
    }

    private static func side(_ json: JSONValue?) -> CodeEvent.Side {
        CodeEvent.Side(startsAt: instant(json?["starts_at"]), endsAt: instant(json?["ends_at"]))
    }

    private static func instant(_ json: JSONValue?) -> Instant? {
        json?.string.flatMap { try? Instant(iso8601: $0) }
    }
}
