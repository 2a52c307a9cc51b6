package import CivilTime
package import Model
internal import Seam

/// A plan kept in a file: the rows with their absolute hours, what they were made from, and a hash over all of it.
///
/// Whoever can write the file can make its hash anew: the hash finds accidents and edits, not forgers.
package struct PlanFile: Sendable {
    /// The number of the form that this program writes.
    static let format: Int64 = 4
    /// The oldest form that it reads: it has rows of hours only.
    static let oldestFormat: Int64 = 3
    /// How long a plan is good for.
    static let lifetime = TimeSpan(milliseconds: 2 * 3_600_000)

    /// The script's name as given.
    package var script: String
    /// The SHA-256 of the script's text.
    package var scriptHash: String
    /// The script's arguments.
    package var arguments: [String]
    /// Who made it.
    package var operatorName: String
    /// Why, in the words of the operator.
    package var reason: String?
    /// The server.
    package var endpoint: String
    /// The workspace.
    package var workspaceID: String
    /// The workspace's name.
    package var workspaceName: String?
    /// The version of the zone data that local hours were worked out with.
    package var zoneData: String?
    /// Until when it may be applied.
    package var expiresAt: Instant
    /// The limits that it was checked against.
    package var limits: Limits
    /// The rows, what was left out, and what the operator should have known.
    package var plan: Plan

    /// What the plan was made by, for the journal.
    package var origin: Engine.Script {
        Engine.Script(origin: script, arguments: arguments, hash: scriptHash)
    }

    /// The text of the file.
    package var text: String {
        var document = head
        document["rows"] = .array(Array(rows))
        document["hash"] = .string(hash)
        return IndentedJSON.text(of: .object(document))
    }
}

extension PlanFile {
    /// Reads a file's text.
    /// - Throws: `load_error` for a text that is no plan, `stale_plan` for another form, `tampered` when the hash differs.
    package init(parsing text: String, name: String) throws(PlanError) {
        guard text.contains("\"keyshift_plan\"") else {
            throw PlanError(.load, "\(name.shown) is no plan file.", remedy: .newPlan())
        }
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONValue(parsingUnambiguous: text)
        } catch {
            let what = error.code == .repeatedKey ? ForeignText.sentence("\(error)") : "it is no JSON any more"
            throw PlanError(
                .tampered,
                "\(name.shown) is not as it was written: \(what).",
                remedy: .newPlan(file: name),
                underlying: error,
            )
        }
        guard var fields = document.object else {
            throw PlanError(
                .tampered,
                "\(name.shown) is not as it was written: it is no JSON any more.",
                remedy: .newPlan(file: name),
            )
        }
        let format = fields["keyshift_plan"]?.int ?? 0
        guard (Self.oldestFormat...Self.format).contains(format) else {
            throw PlanError(
                .stalePlan,
                "\(name.shown) has a form that this keyshift does not know (it knows \(Self.format)).",
                remedy: .newPlan(of: Self.words(of: fields), file: name),
            )
        }
        let hash = fields.removeValue(forKey: "hash")?.string
        guard hash == Self.hash(of: fields) else {
            throw PlanError(
                .tampered,
                "\(name.shown) is not as it was written: its hash does not fit.",
                remedy: .newPlan(of: Self.words(of: fields), file: name),
            )
        }
        self = try PlanFileReader(name: name).file(.object(fields))
    }

    /// Refuses a plan whose time is over.
    /// - Throws: `stale_plan`.
    package func refuseExpired(at now: Instant, name: String) throws(PlanError) {
        guard now >= expiresAt else { return }
        throw PlanError(
            .stalePlan,
            "the plan of \(LocalTime.full(plan.madeAt, nil)) was good until \(LocalTime.full(expiresAt, nil)).",
            remedy: .newPlan(of: [script] + arguments, file: name),
        )
    }

    /// The script and its arguments as a file names them, which a new plan asks of the script itself.
    private static func words(of fields: [String: JSONValue]) -> [String] {
        guard let script = fields["script"]?.string else { return [] }
        return [script] + (fields["args"]?.array ?? []).compactMap(\.string)
    }

    private static func hash(of fields: [String: JSONValue]) -> String {
        ScriptHash.sha256(text(of: .object(fields)))
    }
}
