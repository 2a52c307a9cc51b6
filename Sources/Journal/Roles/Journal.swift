/// What the engine remembers over processes: one role for each part that asks or tells it something.
///
/// Nothing above these protocols knows how it is kept, and nothing may assume that one process uses it. Instants come from
/// the caller. A write is durable when its function returns, and it is not undone by a cancelled task. No secret and no PIN
/// is ever given to a journal. Besides the codes that are named at a function, each one can throw `storage`, `diskFull` and
/// `readOnly`; then nothing of the call was written.
///
/// What a journal promises, and every implementation is tested for by the suite of `JournalTesting`: an intent is durable before its
/// function returns, so that no send exists of which the journal knows nothing; a group belongs to one unfinished run, and
/// a run to one process, whose token each write names; a label is used once; a door's slots are shared by all runs. Whoever
/// opened it owns it and closes it:
///
///     let journal = try SQLJournal(directory: folder)
///     defer { journal.close() }
///     let past = try await journal.past(of: run, at: clock.now())
package protocol Journal: ApplyJournal, RunStore, EffectStore, MemoryStore, GroupStore, ScheduleStore, NoticeStore,
    ControlStore, DeskStore, PeopleStore, AlarmStore, ApprovalStore, AuditStore, CodeNoticeStore
{
    /// Lets go of everything that this process works on; the journal is of no use afterwards.
    func close()
}
