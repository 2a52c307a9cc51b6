package import CivilTime

/// Something earlier that stands in the way of a planned row: who, when and in which run.
package struct Prior: Hashable, Sendable {
    /// Why it stands in the way; the words are those of the checks.
    package enum Kind: String, Sendable {
        /// A run at work holds the group.
        case busy
        /// A run that stopped before it finished holds the group.
        case unfinished
        /// The row's label was used for this group.
        case once
        /// The hours of this group were changed in the last hours, and the row is relative.
        case recent
    }

    /// How far the run that holds a group is with it.
    package enum Progress: Hashable, Sendable {
        /// Nothing of its change is under way.
        case idle
        /// It was sent, and until this instant nobody but that run can say what becomes of it.
        case sent(until: Instant)
    }

    /// Why it stands in the way.
    package var kind: Kind
    /// The place of the row that was asked about, from 0.
    package var row: Int
    /// The earlier run.
    package var run: RunRecord
    /// When the label was used or the change was sent; the start of the run that holds the group.
    package var at: Instant
    /// The label, for `once`.
    package var label: String?
    /// How far the run is with the group, for `busy` and `unfinished`.
    package var progress = Progress.idle

    /// For `recent` all runs that moved the group in the last hours and were not taken back wholly, newest first: an undo of an
    /// undo stands for the run whose changes it makes again.
    package var moves: [RunRecord]

    /// What others did to the group since, in words; nil where that is nothing, or not known.
    package var since: String?

    /// Makes a prior of its parts.
    package init(kind: Kind, row: Int, run: RunRecord, at: Instant, label: String? = nil) {
        self.kind = kind
        self.row = row
        self.run = run
        self.at = at
        self.label = label
        moves = [run]
    }
}

extension Prior {
    /// Whether it is a hold.
    package var isHold: Bool { kind == .busy || kind == .unfinished }

    /// Whether one of some runs is among those that moved the group, whatever came after it.
    package func isMoved(by isMeant: (RunRecord) -> Bool) -> Bool { kind == .recent && moves.contains(where: isMeant) }

    /// Whether a command that names this one booking may take the group out of the run that holds it.
    package func yieldsToNamed(at now: Instant) -> Bool {
        guard isHold else { return false }
        guard case .sent(let until) = progress else { return true }
        return until <= now
    }
}

/// Where keys and ids mean something: one workspace of one server.
package struct WorkspaceScope: Hashable, Sendable {
    /// The server, such as `https://connect.getseam.com`.
    package var endpoint: String
    /// The workspace.
    package var workspaceID: String

    /// Makes a scope of its parts.
    package init(endpoint: String, workspaceID: String) {
        self.endpoint = endpoint
        self.workspaceID = workspaceID
    }
}

extension RunRecord {
    /// The workspace that its rows are in.
    package var scope: WorkspaceScope { WorkspaceScope(endpoint: endpoint, workspaceID: workspaceID) }
}
