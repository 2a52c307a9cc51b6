#if DEBUG
    #if canImport(Darwin)
        internal import Darwin
    #elseif canImport(Musl)
        internal import Musl
    #else
        internal import Glibc
    #endif

    /// Stops the process between its last look at the clock and a write, so that `scripts/torture` sees what other nodes do.
    ///
    /// Only builds for tests have it.
    enum TrialStop {
        private static let file = unsafe getenv("KEYSHIFT_TRIAL_STOP").map { unsafe String(cString: $0) }

        /// Stops before an update of a group if the file is there that `KEYSHIFT_TRIAL_STOP` names.
        ///
        /// The file gets the number of the process behind its name, so that one of all processes stops, and once.
        static func mayStop(before path: String) {
            guard let file, path == "/access_codes/update_multiple" else { return }
            guard unsafe rename(file, "\(file).\(getpid())") == 0 else { return }
            kill(getpid(), SIGSTOP)
        }
    }
#endif
