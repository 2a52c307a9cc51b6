package import CivilTime
internal import Journal
package import Model
internal import Seam

/// What a person does at once and no plan is made of: sees a PIN, opens a door, takes a backup code.
///
/// Each is in the journal with who did it and why, before it happens; no PIN is.
package struct StayTools: Sendable {
    /// A stay as it was found, with the codes of its doors.
    package struct Found: Sendable {
        /// How a person knows it.
        package var name: String
        /// Its codes, in the order of its doors.
        var codes: [IndexedCode]
        /// The doors, by device id.
        var doors: [String: Door]

        /// How it is named on a command line.
        var word: String

        func door(_ code: IndexedCode) -> String { doors[code.deviceID]?.name ?? code.deviceID }
    }

    /// Why a call did not do what was asked, or nobody knows whether it did.
    package struct Failure: Error, Hashable {
        /// A sentence.
        package var message: String
        /// Whether it may have happened all the same.
        package var isOpen: Bool
        /// What the API answered, where it did.
        package var api: RunReport.Failure.API?
        /// What to do instead, the most useful first.
        package var steps: [StayAnswer.Step] = []

        init(_ error: SeamError) {
            message = error.message
            isOpen = error.delivery == .unanswered || error.code == .actionAttemptTimeout
            api = RunReport.Failure.API(
                code: error.code.rawValue,
                status: error.status,
                requestID: error.requestID,
            )
        }

        init(_ message: String) {
            self.message = message
            isOpen = true
        }
    }

    let engine: Engine
    let runID: String
    let reader: WorkspaceReader

    /// Makes tools whose use is kept under the id of a run.
    package init(_ engine: Engine, runID: String) {
        self.engine = engine
        self.runID = runID
        reader = WorkspaceReader(engine)
    }

    /// The same tools, with the reason that the journal keeps of what they do.
    package func because(_ reason: String?) -> StayTools {
        var options = engine.options
        options.reason = reason
        return StayTools(Engine(engine.environment, options: options), runID: runID)
    }

    /// The present instant.
    package var now: Instant { engine.environment.clock.now() }

    /// Who does it, as the journal has it.
    package var person: String { engine.environment.operatorName }

    // MARK: - PINs

    /// The PIN of a stay on each of its doors; that it is shown is in the journal before it is answered.
    ///
    /// `reason` is asked why, once it is known which stay it is for and that there is a PIN.
    /// - Throws: `unknown_booking`, `ambiguous_booking`, `invalid_value` for a stay without a PIN, `unauthorized`,
    ///   `connection`; `JournalError`.
    package func pin(
        of name: String,
        reason: @Sendable (_ stay: String) throws -> String?,
    ) async throws -> ShownPIN {
        let (found, workspaceID) = try await find(name, .pin)
        let ids = found.codes.filter(\.hasCode).map(\.accessCodeID)
        let codes = try await reader.codes(ids.isEmpty ? [] : [ids])
        let doors = found.codes.map { indexed -> ShownPIN.Door in
            let code = codes[indexed.accessCodeID]
            return ShownPIN.Door(
                name: found.door(indexed),
                digits: code?.code,
                endsAt: indexed.state.endsAt,
                zone: found.doors[indexed.deviceID]?.zone,
                isOnLock: code?.isOnLock ?? false,
            )
        }
        guard doors.contains(where: { $0.digits != nil }) else {
            throw PlanError(
                .invalidValue,
                "Seam tells no PIN of \(found.name.shown): its doors open by a card or a telephone, or the code has none yet"
            )
        }
        try await because(try reason(found.name)).keepLook(at: found, workspaceID)
        return ShownPIN(stay: found.name, doors: doors)
    }

    /// Keeps that a PIN is shown, and to whom; a freeze does not stop it, because nothing is sent.
    private func keepLook(at found: Found, _ workspaceID: String) async throws {
        let environment = engine.environment
        let journal = try environment.journal()
        let people = try await journal.people()
        if !people.isEmpty {
            try PeopleRule.require(.operator, environment.person?.name, among: people, to: "see a PIN")
        }
        var record = record(.pin, [found.name], workspaceID)
        (record.state, record.finishedAt) = (.completed, record.startedAt)
        try await journal.openRun(record)
    }

    // MARK: - Backup codes

    /// A stay of which a backup code is to be taken, and the door.
    package struct BackupWish: Sendable {
        /// The stay.
        package var stay: String
        /// The door.
        package var door: String
        let code: IndexedCode
        let zone: String?
        let workspaceID: String
    }

    /// Finds the code of a stay on the one door that the engine's options ask for.
    /// - Throws: What `pin(of:)` throws; `invalid_value` where it is open which door is meant, or its code has no end.
    package func backup(of name: String) async throws -> BackupWish {
        let (found, workspaceID) = try await find(name, .backup)
        let own = found.codes.filter(\.hasCode)
        let wanted = engine.options.rowSelection.resolved(
            among: own.map { (name: found.door($0), deviceID: $0.deviceID) }
        )
        let codes = own.filter { wanted.containsDoor(in: [(found.door($0), $0.deviceID)]) }
        guard codes.count == 1, let code = codes.first else {
            throw Self.several(codes.isEmpty ? own : codes, of: found, asked: wanted, hasNone: codes.isEmpty)
        }
        guard code.state.kind == .timeBound else {
            throw PlanError(
                .invalidValue,
                "the code of \(found.name.shown) on \(found.door(code).shown) has no end, and Seam has backup codes only for "
                    + "those that end.",
                remedy: .command(["why", found.word]),
            )
        }
        return BackupWish(
            stay: found.name,
            door: found.door(code),
            code: code,
            zone: found.doors[code.deviceID]?.zone,
            workspaceID: workspaceID,
        )
    }

    /// The refusal where it is open for which door a code is meant, or the stay has none on it: a line for each door.
    private static func several(
        _ codes: [IndexedCode],
        of found: Found,
        asked: RowSelection,
        hasNone: Bool,
    ) -> PlanError {
        guard !codes.isEmpty else {
            return PlanError(
                .invalidValue,
                "\(found.name.shown) has no code on a door, only a card or a key on a phone.",
                remedy: .command(["why", found.word]),
            )
        }
        let names = codes.map { found.door($0) }
        let lines = zip(codes, names).map { code, name in
            let door = names.count { $0 == name } == 1 && TypedStay.isPlain(name) ? name : code.deviceID
            return ["backup", found.word, "--door", door]
        }
        let list = names.map { "\"\($0.shown)\"" }.joined(separator: ", ")
        let what =
            hasNone && !asked.isEverything
            ? "\(found.name.shown) has no code on \(asked.words); it has one on \(list)."
            : "\(found.name.shown) has codes on \(list); say with --door for which of them."
        return PlanError(.invalidValue, what, remedy: .commands(lines))
    }

    /// Takes a backup code; of the same code it is the same one each time.
    /// - Throws: `JournalError`; `Failure` where the call failed, with what to do instead where Seam has none for the door.
    package func take(_ wish: BackupWish) async throws -> ShownPIN {
        let body: JSONValue
        do {
            body = try await send(
                .backup,
                [wish.stay, "--door", wish.door],
                "/access_codes/pull_backup_access_code",
                ["access_code_id": .string(wish.code.accessCodeID)],
                wish.workspaceID,
            )
        } catch var failure as Failure where !failure.isOpen {
            failure.message = "Seam has no backup code for \(wish.door.shown): \(failure.message)"
            failure.steps = (try? await StayDesk(engine).insteadOfBackup(ofCode: wish.code.accessCodeID)) ?? []
            throw failure
        }
        let backup = try? AccessCode(body["backup_access_code"] ?? body["access_code"] ?? .null)
        return ShownPIN(
            stay: wish.stay,
            doors: [
                ShownPIN.Door(
                    name: wish.door,
                    digits: backup?.code,
                    endsAt: backup.flatMap { CodeState($0).endsAt } ?? wish.code.state.endsAt,
                    zone: wish.zone,
                    isOnLock: backup?.isOnLock ?? false,
                )
            ],
        )
    }

    // MARK: - Doors

    /// A door that is to be opened.
    package struct OpenWish: Sendable {
        /// The door.
        package var door: String
        /// Why it will hardly open, nil where nothing is known to keep it shut.
        package var doubt: String?
        let deviceID: String
        let workspaceID: String
    }

    /// Finds the one door that a text names.
    /// - Throws: `no_match` with the nearest name, `invalid_value` for a text that several doors have.
    package func door(_ text: String) async throws -> OpenWish {
        let answer = try await reader.workspace()
        let index = try await reader.index()
        let devices: [String]
        do throws(PlanError) {
            devices = try DoorChoice(index: index).devices([text])
        } catch {
            let stays = index.guests(seenAt: now)
            throw PlanError(door: text, ofStayAmong: stays, at: now, isOpening: true) ?? error
        }
        guard let deviceID = devices.first, let door = index.doors[deviceID] else {
            throw PlanError(.init(what: .door, text: text, among: index.doors.values.map(\.name)))
        }
        let isOffline = door.isOffline || door.isOnline == false
        return OpenWish(
            door: door.name,
            doubt: isOffline ? "its lock is offline" : nil,
            deviceID: deviceID,
            workspaceID: answer.workspace.workspaceID,
        )
    }

    /// Unlocks a door, and waits until its lock has done so or has not.
    /// - Throws: `Failure` where the call failed or nothing is known of it; `JournalError`.
    package func open(_ wish: OpenWish) async throws {
        do {
            _ = try await send(
                .open,
                [wish.door],
                "/locks/unlock_door",
                ["device_id": .string(wish.deviceID)],
                wish.workspaceID,
            )
        } catch var failure as Failure where !failure.isOpen {
            let door = TypedStay.isPlain(wish.door) ? wish.door : wish.deviceID
            let words =
                wish.doubt == nil
                ? "Open \(wish.door.shown) with a key or send somebody; what its lock has:"
                : "Open \(wish.door.shown) with a key or send somebody; to see when its lock is back:"
            let wait = wish.doubt == nil ? [] : ["--wait", "10m"]
            failure.steps = [.init(words, ["verify", "--door", door] + wait)]
            throw failure
        }
    }

    // MARK: - Parts

    /// The one stay that a text names, and the workspace.
    private func find(
        _ name: String,
        _ command: RunRecord.BookingCommand,
    ) async throws -> (found: Found, workspaceID: String) {
        let environment = engine.environment
        let answer = try await reader.workspace()
        var booking = BookingChange(name: name)
        booking.tool = command
        let workspaceID = answer.workspace.workspaceID
        let facts = WorkspaceFacts(answer, WorkspaceIndex(doors: [], codes: []))
        let found = try await BookingIndex(
            reader: reader,
            journal: try environment.journal(),
            scope: WorkspaceScope(endpoint: environment.connection.endpoint, workspaceID: workspaceID),
            clock: environment.clock,
            booking: booking,
            now: facts.now(environment.clock),
            facts: (answer.workspace.name, answer.clockLead),
            selection: engine.options.rowSelection,
            chooser: environment.chooser,
        ).find()
        let stay = Found(
            name: found.index.name(of: found.target) ?? found.target.identifier,
            codes: found.codes,
            doors: found.index.doors,
            word: TypedStay.word(
                found.target,
                found.index.name(of: found.target),
                among: found.index.targets.map { found.index.name(of: $0) }
            ),
        )
        return (stay, workspaceID)
    }

    private func record(
        _ command: RunRecord.BookingCommand,
        _ words: [String],
        _ workspaceID: String,
    ) -> RunRecord {
        let script = Engine.Script(origin: command.rawValue, arguments: words)
        return engine.record(runID, script, workspaceID: workspaceID, origin: .booking(command))
    }

    /// Keeps a call in the journal, sends it, and keeps what became of it.
    private func send(
        _ command: RunRecord.BookingCommand,
        _ words: [String],
        _ path: String,
        _ parameters: JSONValue,
        _ workspaceID: String,
    ) async throws -> JSONValue {
        let environment = engine.environment
        let effects = EffectJournal(
            .oneByOne,
            record: record(command, words, workspaceID),
            isPaced: engine.options.pace == .documented,
            clock: environment.clock,
            journal: environment.journal,
        )
        let calls = DirectCalls(client: environment.connection.client, effects: effects)
        let answer = await calls.send(path, parameters)
        try await effects.finish(answer.isSuccess ? .completed : .partial)
        switch answer {
        case .success(let body): return body
        case .failure(.api(let error)): throw Failure(error)
        case .failure(.journal(let error, wasSent: false)): throw error
        case .failure(.journal(let error, wasSent: true)):
            throw Failure("it was sent, and the journal could not keep what became of it: \(error.message)")
        case .failure(.held(let grant)):
            throw PlanError(.invalidValue, "the access grant \(grant.accessGrantID.shown) holds the code")
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
