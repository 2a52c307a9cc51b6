internal import CivilTime
internal import Model
internal import Presentation
internal import RunEngine

extension DoctorReport {
    /// Adds whether the server answers and knows the credential, whether the workspace is the one of the settings, and whether
    /// both clocks agree.
    mutating func addServer(of session: Session) async {
        do throws(PlanError) {
            let reached = try await session.engine.reach()
            let (name, id) = reached.workspace
            let endpoint = session.environment.connection.endpoint
            findings.append(Finding("server", .ok, "\(endpoint) answers: \"\(name.shown)\" (\(id.shown))"))
            let isOfThisMachine = Connection.isOfThisMachine(endpoint)
            addClock(ahead: reached.clockLead, most: WorkspaceFacts.clockTolerance, isOfThisMachine: isOfThisMachine)
        } catch {
            findings.append(Finding("server", .problem, error.sentence))
        }
    }

    /// Adds what there is to say of the server of a journal, and of the nodes that use it.
    mutating func add(_ server: JournalServer, nodes: [NodeRecord]) {
        let kept =
            switch server.replication {
            case .single: Finding("journal", .ok, "PostgreSQL \(server.version) without a second server: back it up")
            case .synchronous:
                Finding("journal", .ok, "PostgreSQL \(server.version), each commit is on a second server, too")
            case .asynchronous: Finding("journal", .warning, server.lossyFailover)
            }
        findings.append(kept)
        if abs(server.clockLead.milliseconds) > Self.toldLead {
            let side = server.clockLead.milliseconds > 0 ? "behind" : "ahead of"
            let seconds = abs(server.clockLead.milliseconds) / 1000
            let text = "this machine's clock is \(seconds) s \(side) the journal's, which counts: set it by NTP"
            findings.append(Finding("journal", .warning, text))
        }
        if !server.closedTables.isEmpty {
            let tables = server.closedTables.map(\.shown).joined(separator: ", ")
            findings.append(Finding("journal", .problem, "this user may not write \(tables): grant it"))
        }
        let zones = Set(nodes.filter(\.isLiving).map(\.zoneData) + [Zone.dataVersion ?? ""]).sorted()
        guard zones.count > 1 else { return }
        let text =
            "the nodes have different zone data (\(zones.map(\.shown).joined(separator: ", "))): bring all to one"
        findings.append(Finding("zone data", .warning, text))
    }
}

extension JournalServer {
    /// What a switch of servers can cost, and what to do.
    var lossyFailover: String {
        "a second server follows this one late, and after a switch to it the last changes can be missing: set "
            + "synchronous_standby_names on the first one"
    }

    /// Refuses to fire schedules where a switch of servers can lose what was sent.
    /// - Throws: `storage`.
    func requireNoLoss() throws(JournalError) {
        guard replication == .asynchronous else { return }
        throw JournalError(
            .storage,
            "The journal on PostgreSQL (\(place)): \(lossyFailover), or serve with --accept-lossy-failover.",
        )
    }
}
