import CivilTime
internal import Journal
internal import Model
import Seam

/// The way of some rows through an apply: one read, one transaction of intents, their sends, the reads after them.
///
/// Batches overlap; what they share is the board, and the limit of requests under way.
struct ApplyBatch {
    /// What became of the rows of a step.
    private struct Sorted {
        var toSend: [Int] = []
        var toReadBack: [Int] = []
        var settled: [Int] = []
        /// Those whose intent was kept and of which nothing has left.
        var unsent: [Int] = []

        mutating func add(_ row: Int, _ action: RowAction) {
            switch action {
            case .send: toSend.append(row)
            case .readBack: toReadBack.append(row)
            case .settled: settled.append(row)
            case .sendAgain, .wait, .throttled: break
            }
        }
    }

    /// Rows by what a reading says of them, and when its request left.
    private struct Compared {
        var rows: Sorted
        var at: Moment
    }

    let session: ApplySession
    /// The number of the batch, in the order in which they began.
    let number: Int

    /// Does everything that can be done for rows whose slots are taken.
    func work(on rows: [Int]) async {
        let read: Compared
        if let seen = session.takeSeen(for: rows) {
            read = compare(rows, with: .success(RowReading(states: seen.states)), at: seen.at)
        } else {
            await session.permits.acquire(turn(toSend: false))
            read = await compare(rows)
            session.permits.release()
        }
        let kept = session.isStopping ? nil : await keepIntents(of: read.rows.toSend)
        guard let kept else {
            session.withBoard { board in
                for row in read.rows.toSend { board.leave(row) }
                board.openedBatch()
            }
            return await session.keepOutcomes(of: read.rows.settled)
        }
        let sent = await sendAll(kept.granted, readAt: read.at)
        await session.leave(unsent: sent.unsent)
        await readBack(sent.toReadBack, settled: read.rows.settled + kept.taken + sent.settled)
    }

    private func turn(toSend isSend: Bool) -> Permits.Turn {
        Permits.Turn(isSend: isSend, batch: number)
    }

    /// Reads rows and compares them, with a permit that the caller holds.
    private func compare(_ rows: [Int]) async -> Compared {
        let readAt = session.clock.moment
        guard !rows.isEmpty else { return Compared(rows: Sorted(), at: readAt) }
        return compare(rows, with: await read(rows), at: readAt)
    }

    /// Compares rows with what was read.
    ///
    /// The age of a reading counts from the moment at which its request left: what it shows may be of any moment since.
    private func compare(
        _ rows: [Int],
        with read: Result<RowReading, SeamError>,
        at readAt: Moment,
    ) -> Compared {
        var sorted = Sorted()
        let now = session.clock.now()
        let isFresh = session.clock.age(of: readAt) <= session.options.freshness
        session.withBoard { board in
            for row in rows {
                switch read {
                case .success(let reading):
                    let action = board.found(row, reading, at: readAt.instant)
                    sorted.add(row, action == .send && !isFresh ? board.readLate(row, at: now) : action)
                case .failure(let error): sorted.add(row, board.couldNotRead(row, error, at: now))
                }
            }
        }
        return Compared(rows: sorted, at: readAt)
    }

    private func read(_ rows: [Int]) async -> Result<RowReading, SeamError> {
        let rows = session.withBoard { board in rows.map { board.machines[$0].row } }
        let ofHours = rows.filter { !$0.changesDoors }
        let codes = ofHours.filter { !$0.isOfGrant }.flatMap(\.stateIDs)
        let grants = ofHours.filter(\.isOfGrant).flatMap(\.stateIDs)
        let doors = Set(rows.lazy.filter(\.changesDoors).flatMap { $0.members.map(\.deviceID) })
        do throws(SeamError) {
            var reading = RowReading()
            if !codes.isEmpty || !grants.isEmpty {
                reading.states = try await session.gateway.read(accessCodeIDs: codes, accessGrantIDs: grants)
            }
            if !doors.isEmpty { reading.doors = try await session.gateway.read(doors: doors.sorted()) }
            return .success(reading)
        } catch {
            return .failure(error)
        }
    }

    /// Keeps which rows are about to be sent; those whose doors others keep busy go back to wait.
    /// - Returns: The rows that may be sent, and those that others have taken out of the run; nil when nothing may be sent.
    private func keepIntents(of rows: [Int]) async -> (granted: [Int], taken: [Int])? {
        guard !rows.isEmpty else { return ([], []) }
        let (intents, ends) = session.withBoard { board in
            (rows.map { board.intent(of: $0, isNamed: session.options.isNamed) }, board.takeEnds())
        }
        do throws(JournalError) {
            let verdict = try await session.journal.recordIntents(
                intents,
                after: ends,
                run: session.run,
                at: session.clock.now(),
            )
            session.withBoard { $0.heard(verdict, of: rows) }
            return (rows.filter(verdict.granted.contains), rows.filter { verdict.taken[$0] != nil })
        } catch {
            session.fail(error)
            return nil
        }
    }
}

// MARK: - Sending

extension ApplyBatch {
    /// Sends rows as permits come, and reads those again that have waited too long for one.
    ///
    /// Whatever a send waits for, it leaves only while its reading is fresh: that is looked at right before it is written.
    private func sendAll(_ rows: [Int], readAt: Moment) async -> Sorted {
        await withTaskGroup(of: (row: Int, action: RowAction).self) { group in
            var sorted = Sorted()
            var queue = rows[...]
            var readAt = readAt
            while !queue.isEmpty {
                await session.permits.acquire(turn(toSend: true))
                if await session.mayNotSend() {
                    session.permits.release()
                    sorted.unsent += queue
                    break
                }
                if session.clock.age(of: readAt) > session.options.freshness {
                    let fresh = await compareAgain(Array(queue))
                    readAt = fresh.at
                    sorted.settled += fresh.rows.settled
                    queue = fresh.rows.toSend[...]
                }
                // The permit of a repeated read is kept for a send, so that rows get on even when permits are rare.
                guard let row = nextOpen(in: &queue) else {
                    session.permits.release()
                    break
                }
                let limit = readAt.elapsed + session.options.freshness
                group.addTask {
                    let action = await send(row, notAfter: limit)
                    session.permits.release()
                    return (row, action)
                }
            }
            for await sent in group { sorted.add(sent.row, sent.action) }
            return sorted
        }
    }

    /// Reads rows anew whose intents were kept; the slots of those that have to wait now are given back to all runs.
    private func compareAgain(_ rows: [Int]) async -> Compared {
        let attempts = session.withBoard { board in rows.map { board.machines[$0].attempt } }
        let fresh = await compare(rows)
        let kept = Set(fresh.rows.toSend + fresh.rows.settled)
        session.withBoard { board in
            for (row, attempt) in zip(rows, attempts) where !kept.contains(row) {
                board.note(SendEnd(row: row, attempt: attempt, answeredAt: nil))
            }
        }
        return fresh
    }

    /// Takes the first row whose doors no 429 has closed since it took its slots; those before it wait.
    private func nextOpen(in queue: inout ArraySlice<Int>) -> Int? {
        let now = session.clock.now()
        while let row = queue.popFirst() {
            if session.withBoard({ $0.keepsSlots(row, at: now) }) { return row }
        }
        return nil
    }

    private func send(_ row: Int, notAfter limit: TimeSpan) async -> RowAction {
        let action = await sendOnce(row, notAfter: limit)
        guard action == .sendAgain else { return action }
        let stopping = session.isStopping
        let now = session.clock.now()
        // When it stops, or the journal fails, the read decides what became of the first send.
        if stopping { return .readBack }
        guard session.withBoard({ $0.takeAgain(row, at: now) }) else { return .wait(until: now) }
        guard let kept = await keepIntents(of: [row]) else {
            session.withBoard { $0.release(row) }
            return .readBack
        }
        if !kept.taken.isEmpty { return .settled }
        guard !kept.granted.isEmpty else { return .wait(until: now) }
        if await session.mayNotSend() { return .readBack }
        return await sendOnce(row, notAfter: limit)
    }

    private func sendOnce(_ row: Int, notAfter limit: TimeSpan) async -> RowAction {
        guard let call = session.withBoard({ $0.machines[row].call }) else { return .readBack }
        do throws(SeamError) {
            let requestID = try await session.gateway.send(call, notAfter: session.lastMoment(limit))
            session.returned(row)
            let now = session.clock.now()
            return session.withBoard { $0.accepted(row, requestID: requestID, at: now) }
        } catch {
            if error.delivery != .notSent { session.returned(row) }
            let now = session.clock.now()
            let action = session.withBoard { $0.refused(row, error, at: now) }
            // The door is closed for all runs, and the others are to know it at once.
            if case .throttled = action { await session.keepEnds() }
            return action
        }
    }
}

// MARK: - Reading back

extension ApplyBatch {
    /// Reads until all rows are settled or the last step is done; keeps the outcomes of each step.
    private func readBack(_ rows: [Int], settled: [Int]) async {
        var waiting = rows
        var settled = settled
        let start = session.clock.now()
        let steps = session.options.readBacks.isEmpty ? [.zero] : session.options.readBacks
        for (index, step) in steps.enumerated() where !waiting.isEmpty {
            await session.nap(until: start + step)
            let isLast = session.isHurried || index == steps.count - 1
            let shown = await show(waiting, isLast: isLast)
            waiting = shown.toReadBack
            await session.keepOutcomes(of: settled + shown.settled)
            settled = []
            if index == 0 { openForOthers() }
        }
        await session.keepOutcomes(of: settled)
        if rows.isEmpty { openForOthers() }
    }

    private func openForOthers() {
        session.withBoard { $0.openedBatch() }
        session.signal()
    }

    private func show(_ rows: [Int], isLast: Bool) async -> Sorted {
        await session.permits.acquire(turn(toSend: false))
        let read = await read(rows)
        session.permits.release()
        var sorted = Sorted()
        let now = session.clock.now()
        session.withBoard { board in
            for row in rows {
                switch read {
                case .success(let reading): sorted.add(row, board.showed(row, reading, isLast: isLast, at: now))
                case .failure(let error):
                    sorted.add(row, board.machines[row].couldNotReadBack(RowError(error), isLast: isLast))
                }
            }
        }
        return sorted
    }
}
