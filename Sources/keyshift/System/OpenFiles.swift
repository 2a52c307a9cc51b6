internal import Glibc
internal import Model

/// How many files and connections the process may have open.
enum OpenFiles {
    /// What a command needs at least: its connections, the journal's files and the event loops.
    private static let least: rlim_t = 96
    /// What it takes where it may: a thousand connections, and room for the rest.
    private static let wanted: rlim_t = 4096

    /// How many this process may have open.
    static var most: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return Int(least) }
        return Int(min(limit.rlim_cur, wanted))
    }

    /// Takes as many as the system lets this process have.
    /// - Throws: `open_files` when they are too few to begin with.
    static func prepare() throws(PlanError) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        if limit.rlim_cur < wanted, limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        guard limit.rlim_cur < least else { return }
        throw PlanError(
            .openFiles,
            "this process may have \(limit.rlim_cur) files open at a time, and needs \(least); "
                + "raise the limit first, in a shell with: ulimit -n 1024"
        )
    }
}
