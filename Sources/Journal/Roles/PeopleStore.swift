package import CivilTime
package import Model

/// Who may do what, and who is signed in where; each change is a line of the history of people.
///
/// A journal without people asks nobody who they are. Secrets come in as what is kept of them, and are compared by the
/// caller.
package protocol PeopleStore: Sendable {
    /// The people, by name; those who were removed are not among them.
    /// - Throws: `storage` when it cannot be read.
    func people() async throws(JournalError) -> [Person]

    /// Who is signed in with what a desk's file holds, and whether there are people at all; nil for a desk without a file.
    /// - Throws: `storage` when it cannot be read.
    func standing(of fingerprint: String?, at instant: Instant) async throws(JournalError) -> Standing

    /// Adds a person, in the name of an admin who is signed in.
    /// - Throws: `notSignedIn`, `role`, `duplicatePerson` also for the name of somebody who was removed.
    func addPerson(_ person: Person, secret: SecretHash) async throws(JournalError)

    /// Removes a person, in the name of an admin, and ends the person's sessions; the name stays taken.
    /// - Throws: `notSignedIn`, `role`, `unknownPerson`, `lastAdmin`.
    func removePerson(_ name: String, by actor: String?, at instant: Instant) async throws(JournalError)

    /// Counts a try to sign in as a wrong one, and brings what it is compared with.
    /// - Throws: `signInSlowed` for one that comes too soon behind wrong ones.
    func beginSignIn(_ name: String, at instant: Instant) async throws(JournalError) -> SignInFacts

    /// Signs a person in after what was typed was found right, and forgets the wrong tries.
    /// - Throws: `wrongSecret` where the secret or the link is another one by now.
    func signIn(
        _ name: String,
        _ proof: SignInProof,
        _ session: DeskSession,
        at instant: Instant,
    ) async throws(JournalError) -> Person

    /// Keeps that a try was wrong.
    /// - Throws: `storage` when it cannot be written.
    func refuseSignIn(_ name: String, at instant: Instant) async throws(JournalError)

    /// Ends a session.
    /// - Returns: Who was signed in, nil for nobody.
    /// - Throws: `storage` when it cannot be written.
    func signOut(_ fingerprint: String, at instant: Instant) async throws(JournalError) -> Person?

    /// Keeps a one-time secret in place of an earlier one for the same person, in the name of an admin; for the first admin
    /// in nobody's.
    /// - Throws: `notSignedIn`, `role`, `unknownPerson`.
    func keepLink(_ link: PeopleLink, by actor: String?, at instant: Instant) async throws(JournalError)

    /// The newest lines of the history of people, the newest first.
    /// - Throws: `storage` when it cannot be read.
    func peopleEvents(limit: Int) async throws(JournalError) -> [PeopleEvent]
}
