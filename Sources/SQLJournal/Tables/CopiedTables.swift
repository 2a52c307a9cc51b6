/// A table that is copied with a journal.
struct CopiedTables: Sendable {
    /// The name of the table.
    let name: String
    /// Its columns.
    let columns: [String]
    private let key: [String]

    private init(_ name: String, key: String, _ columns: String) {
        self.name = name
        self.key = key.split(separator: " ").map(String.init)
        self.columns = columns.split(separator: " ").map(String.init)
    }

    /// All lines, in the order of what names them.
    func lines(of sql: any SQLSession) throws -> [[SQLValue]] {
        var lines: [[SQLValue]] = []
        let text = "SELECT \(columns.joined(separator: ", ")) FROM \(name) ORDER BY \(key.joined(separator: ", "))"
        try sql.each(text, []) { lines.append($0.values) }
        return lines
    }

    /// Has the numbers that the database gives go on behind the highest one.
    func setNumber(in sql: any SQLSession) throws {
        if Self.numbered.contains(name) { try sql.numberOnward(name) }
    }

    private static let numbered: Set = [
        "event", "directEffect", "doorSlot", "notice", "alarm", "peopleEvent", "planEvent",
    ]

    /// All that is copied, each after those that it names.
    static let all = [
        Self(
            "run",
            key: "id",
            """
            id script scriptHash arguments state startedAt finishedAt operatorName processID endpoint \
            workspaceID scheduleName origin originDetail reason planHash zoneDataVersion maxGroups \
            maxShift shortenFrom allowed leftOut stopAtPercent stopRequestedAt stopRequestedBy person \
            approvalHash approvedBy breakGlass salt textDigest
            """
        ),
        Self(
            "row",
            key: "runID ordinal",
            """
            runID ordinal kind identifier name zone changes isInHouse deadline status because position \
            errorCode errorMessage errorRequestID attempt intentAt intentIsOpen once again allowed \
            salt textDigest change madeKey codeLength keepsPIN
            """
        ),
        Self(
            "member",
            key: "runID ordinal memberOrdinal",
            """
            runID ordinal memberOrdinal accessCodeID deviceID door beforeStartsAt beforeEndsAt \
            beforeName beforeKind afterStartsAt afterEndsAt afterName afterKind status
            """
        ),
        Self(
            "event",
            key: "id",
            """
            id runID ordinal kind recordedAt attempt status requestID detail
            """
        ),
        Self(
            "onceLabel",
            key: "endpoint workspaceID identifier label",
            """
            endpoint workspaceID identifier label runID ordinal usedAt
            """
        ),
        Self(
            "sentDelta",
            key: "endpoint workspaceID identifier startsBy endsBy runID ordinal",
            """
            endpoint workspaceID identifier startsBy endsBy runID ordinal sentAt
            """
        ),
        Self(
            "quarantine",
            key: "endpoint workspaceID identifier",
            """
            endpoint workspaceID identifier until runID
            """
        ),
        Self(
            "directEffect",
            key: "id",
            """
            id runID path parameters deviceID sentAt answeredAt state requestID detail
            """
        ),
        Self(
            "memory",
            key: "scope runID",
            """
            scope runID value recordedAt isKept
            """
        ),
        Self(
            "chain",
            key: "number",
            """
            number kind subject content madeAt hash
            """
        ),
        Self(
            "door",
            key: "endpoint deviceID",
            """
            endpoint deviceID closedUntil
            """
        ),
        Self(
            "doorSlot",
            key: "id",
            """
            id endpoint deviceID call runID token ordinal attempt slots freesAt isAnswered
            """
        ),
        Self(
            "halt",
            key: "id",
            """
            id since operatorName reason
            """
        ),
        Self(
            "drain",
            key: "node",
            """
            node since
            """
        ),
        Self(
            "knownGroup",
            key: "endpoint workspaceID identifier",
            """
            endpoint workspaceID identifier kind name seenAt
            """
        ),
        Self(
            "knownMember",
            key: "endpoint workspaceID identifier ordinal",
            """
            endpoint workspaceID identifier ordinal accessCodeID deviceID door zone
            """
        ),
        Self(
            "reading",
            key: "endpoint workspaceID",
            """
            endpoint workspaceID workspaceName readAt clockLead
            """
        ),
        Self(
            "readCode",
            key: "endpoint workspaceID accessCodeID",
            """
            endpoint workspaceID accessCodeID kind identifier deviceID door zone name startsAt endsAt \
            type isOnline isOnLock seenAt
            """
        ),
        Self(
            "seenRun",
            key: "runID",
            """
            runID seenAt operatorName
            """
        ),
        Self(
            "schedule",
            key: "name",
            """
            name script arguments cron zone addedAt lastFiredAt dst missed grace overlap holdAbove \
            retries onFailure onRecovery pausedAt pauseNote resumedAt options addedBy
            """
        ),
        Self(
            "keptFile",
            key: "hash",
            """
            hash form content
            """
        ),
        Self(
            "firing",
            key: "schedule nominal",
            """
            schedule nominal startedAt state exitCode cause runID attempt processID finishedAt retryAt \
            detail zoneDataVersion rateLimited
            """
        ),
        Self(
            "notice",
            key: "id",
            """
            id schedule nominal kind state runID exitCode detail others recordedAt tries nextTryAt \
            toldAt error
            """
        ),
        Self(
            "alarm",
            key: "id",
            """
            id source workspaceID kind subjectKind subjectID name text level schedule runID raisedAt \
            foundAt tellableAt dueAt toldAt toldLevel seenAt seenBy seenLevel clearedAt
            """
        ),
        Self(
            "alarmTelling",
            key: "alarmID way level",
            """
            alarmID way level tries nextTryAt toldAt error
            """
        ),
        Self(
            "person",
            key: "name",
            """
            name folded role secret addedAt addedBy removedAt
            """
        ),
        Self(
            "signInTry",
            key: "name",
            """
            name tries nextAt
            """
        ),
        Self(
            "desk",
            key: "fingerprint",
            """
            fingerprint person endsAt
            """
        ),
        Self(
            "peopleLink",
            key: "person",
            """
            person secret endsAt
            """
        ),
        Self(
            "peopleEvent",
            key: "id",
            """
            id recordedAt kind person actor detail
            """
        ),
        Self(
            "waitingPlan",
            key: "hash",
            """
            hash state endpoint workspaceID workspaceName author person scheduleName askedBy script \
            arguments reason groupCount firstAskedAt askedAt asks expiresAt decidedBy decidedAt \
            decidedReason isBreakGlass runID begunAt detail document
            """
        ),
        Self(
            "planEvent",
            key: "id",
            """
            id recordedAt hash state actor isBreakGlass detail
            """
        ),
    ]
}
