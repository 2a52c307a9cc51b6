import CLuaSupport

/// How the process takes memory from the system, and gives it back.
package enum ProcessMemory {
    /// Keeps one heap for all threads, and gives back what is free at its end beyond 4 MB; to be called before there are threads.
    ///
    /// By itself glibc makes up to eight heaps for each core, in which what a plan is made from leaves its holes, and keeps
    /// ever larger pieces for later (mallopt(3)).
    package static func settle() {
        clua_settle_memory()
    }
}
