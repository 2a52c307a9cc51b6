import CivilTime
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

        mutating func add(_ row: Int, _ action: RowMachine.Action) {
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
        var at: Instant
    }

    let session: ApplySession
    /// The number of the batch, in the order in which they began.
    let number: Int

    /// Does everything that can be done for rows whose slots are taken.
    func work(on rows: [Int]) async {
        let read: Compared
        if let seen = session.takeSeen(for: rows) {
            read = compare(rows, with: .success(seen.states), at: seen.at)
        } else {
            await session.permits.acquire(turn(toSend: false))
            read = await compare(rows)
            session.permits.release()
        }
        guard !session.isStopping, await keepIntents(of: read.rows.toSend) else {
            session.withBoard { board in
                for row in read.rows.toSend { board.leave(row) }
                board.openedBatch()
            }
            return await session.keepOutcomes(of: read.rows.settled)
        }
        let sent = await sendAll(read.rows.toSend, readAt: read.at)
        await readBack(sent.toReadBack, settled: read.rows.settled + sent.settled)
    }

    private func turn(toSend isSend: Bool) -> Permits.Turn {
        Permits.Turn(isSend: isSend, batch: number)
    }

    /// Reads rows and compares them, with a permit that the caller holds.
    private func compare(_ rows: [Int]) async -> Compared {
        let readAt = session.clock.now()
        guard !rows.isEmpty else { return Compared(rows: Sorted(), at: readAt) }
        return compare(rows, with: await read(rows), at: readAt)
    }

    /// Compares rows with what was read.
    ///
    /// The age of a reading counts from the moment at which its request left: what it shows may be of any moment since.
    private func compare(
        _ rows: [Int],
        with read: Result<[String: CodeState], SeamError>,
        at readAt: Instant,
    ) -> Compared {
        var sorted = Sorted()
        let now = session.clock.now()
        let isFresh = now - readAt <= session.options.freshness
        session.withBoard { board in
            for row in rows {
                switch read {
                case .success(let states):
                    let action = board.found(row, states, at: readAt)
                    sorted.add(row, action == .send && !isFresh ? board.readLate(row, at: now) : action)
                case .failure(let error): sorted.add(row, board.couldNotRead(row, error, at: now))
                }
            }
        }
        return Compared(rows: sorted, at: readAt)
    }

    private func read(_ rows: [Int]) async -> Result<[String: CodeState], SeamError> {
        let ids = session.withBoard { board in rows.flatMap { board.machines[$0].row.members.map(\.accessCodeID) } }
        do throws(SeamError) {
            return .success(try await session.gateway.read(accessCodeIDs: ids))
        } catch {
            return .failure(error)
        }
    }

    private func keepIntents(of rows: [Int]) async -> Bool {
        guard !rows.isEmpty else { return true }
        let intents = session.withBoard { board in
            rows.map { RowIntent(row: $0, attempt: board.machines[$0].intend()) }
        }
        do throws(JournalError) {
            try await session.journal.recordIntents(intents, run: session.run, at: session.clock.now())
            return true
        } catch {
            session.fail(error)
            return false
        }
    }
}

// MARK: - Sending

extension ApplyBatch {
    /// Sends rows as permits come, and reads those again that have waited too long for one.
    private func sendAll(_ rows: [Int], readAt: Instant) async -> Sorted {
        await withTaskGroup(of: (row: Int, action: RowMachine.Action).self) { group in
            var sorted = Sorted()
            var queue = rows[...]
            var readAt = readAt
            while !queue.isEmpty {
                await session.permits.acquire(turn(toSend: true))
                if session.isStopping {
                    session.permits.release()
                    session.withBoard { board in
                        for row in queue { board.leave(row) }
                    }
                    break
                }
                if session.clock.now() - readAt > session.options.freshness {
                    let fresh = await compare(Array(queue))
                    readAt = fresh.at
                    sorted.settled += fresh.rows.settled
                    queue = fresh.rows.toSend[...]
                }
                // The permit of a repeated read is kept for a send, so that rows get on even when permits are rare.
                guard let row = nextOpen(in: &queue) else {
                    session.permits.release()
                    break
                }
                group.addTask {
                    let action = await send(row)
                    session.permits.release()
                    return (row, action)
                }
            }
            for await sent in group { sorted.add(sent.row, sent.action) }
            return sorted
        }
    }

    /// Takes the first row whose doors no 429 has closed since it took its slots; those before it wait.
    private func nextOpen(in queue: inout ArraySlice<Int>) -> Int? {
        let now = session.clock.now()
        while let row = queue.popFirst() {
            if session.withBoard({ $0.keepsSlots(row, at: now) }) { return row }
        }
        return nil
    }

    private func send(_ row: Int) async -> RowMachine.Action {
        let action = await sendOnce(row)
        guard action == .sendAgain else { return action }
        let stopping = session.isStopping
        let now = session.clock.now()
        // When it stops, or the journal fails, the read decides what became of the first send.
        if stopping { return .readBack }
        guard session.withBoard({ $0.takeAgain(row, at: now) }) else { return .wait(until: now) }
        guard await keepIntents(of: [row]) else {
            session.withBoard { $0.release(row) }
            return .readBack
        }
        return await sendOnce(row)
    }

    private func sendOnce(_ row: Int) async -> RowMachine.Action {
        guard let update = session.withBoard({ $0.machines[row].update }) else { return .readBack }
        do throws(SeamError) {
            let requestID = try await session.gateway.send(update)
            let now = session.clock.now()
            return session.withBoard { $0.accepted(row, requestID: requestID, at: now) }
        } catch {
            let now = session.clock.now()
            return session.withBoard { $0.refused(row, error, at: now) }
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
        session.withBoard { board in
            for row in rows {
                switch read {
                case .success(let states): sorted.add(row, board.showed(row, states, isLast: isLast))
                case .failure(let error):
                    sorted.add(row, board.machines[row].couldNotReadBack(RowError(error), isLast: isLast))
                }
            }
        }
        return sorted
    }
}
