internal import Glibc
internal import Journal
internal import Model
internal import RunEngine
internal import Subprocess

/// The file that says who is signed in at this desk: one for each user of the system, beside the journal.
struct DeskFile {
    private let path: String
    private let folder: String
    private let isOff: Bool

    /// The file of the user who runs the program; `KEYSHIFT_DESK=none` acts for nobody.
    init(_ variables: [String: String]) {
        folder = ProcessEnvironment.stateFolder(variables)
        path = "\(folder)/desk-\(getuid())"
        isOff = variables[Self.variable] == Self.nobody
    }

    /// The variable that makes the program act for nobody.
    private static let variable = "KEYSHIFT_DESK"
    /// Its value then.
    static let nobody = "none"
    /// The variable as a child process is given it.
    static let key = Environment.Key(stringLiteral: variable)

    /// What it holds, nil where nobody is signed in.
    /// - Throws: `file` for one that others can read, or that is none of this user's.
    func token() throws(PlanError) -> Secret? {
        guard !isOff else { return nil }
        do throws(SecretFile.Problem) {
            return try SecretFile.text(of: path, longest: 200).flatMap { Secret(typed: $0) }
        } catch {
            throw unusable(error.why)
        }
    }

    /// Keeps what it holds.
    /// - Throws: `file`.
    func write(_ token: Secret) throws(PlanError) {
        try TextFile.makeFolder(folder)
        try TextFile.write(token.shown + "\n", to: path)
    }

    /// Takes it away.
    func remove() {
        unsafe unlink(path)
    }

    private func unusable(_ why: String) -> PlanError {
        PlanError(
            .file,
            "\(path.shown) says who is signed in, and cannot be used (\(why)); remove it and sign in again"
        )
    }
}

extension DeskFile {
    /// Who is signed in, nil for nobody; without a file the journal is not asked.
    func person(
        in journal: () throws(JournalError) -> any Journal
    ) async throws -> Person? {
        guard let token = try token() else { return nil }
        return try await journal().standing(of: token.fingerprint, at: EngineClock.system.now()).person
    }
}
