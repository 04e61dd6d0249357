public import Glibc
import Synchronization

/// Counts every call that changes the disk or the network and ends the process at the one it is told to.
///
/// The functions below stand in front of the C library's for this program and for SQLite (see `Package.swift`).
/// `KIOSK_KILL_AT=12` ends the process with SIGKILL in place of the twelfth call; `KIOSK_KILL_TORN=1` lets half of
/// the bytes of that call be written first.
enum FaultPoint {
    static let killAt = number("KIOSK_KILL_AT")
    static let isArmed = killAt > 0
    private static let isTorn = number("KIOSK_KILL_TORN") > 0
    private static let calls = Atomic(0)

    /// Counts a call; does not return from the one that is to be the last.
    static func pass(tearing half: () -> Void = {}) {
        guard isArmed, calls.add(1, ordering: .relaxed).newValue == killAt else { return }
        if isTorn { half() }
        kill(getpid(), SIGKILL)
        while true { pause() }
    }

    /// The C library's own function.
    static func system<Function>(_ name: String, as: Function.Type) -> Function {
        // dlsym(3): RTLD_NEXT is the pointer of all ones. Without the function no program of ours could have started.
        unsafeBitCast(dlsym(UnsafeMutableRawPointer(bitPattern: -1), name), to: Function.self)
    }

    /// Whether the functions below stand in front of the C library's for SQLite too.
    static var standsInFront: Bool {
        typealias Sync = @convention(c) (Int32) -> Int32
        // dlsym(3): the null handle finds what SQLite's calls are bound to.
        guard let found = dlsym(nil, "fdatasync") else { return false }
        return found != unsafeBitCast(system("fdatasync", as: Sync.self), to: UnsafeMutableRawPointer.self)
    }

    private static func number(_ name: String) -> Int {
        getenv(name).map { Int(atoi($0)) } ?? 0
    }
}

private enum System {
    typealias Write = @convention(c) (Int32, UnsafeRawPointer?, Int) -> Int
    typealias WriteAt = @convention(c) (Int32, UnsafeRawPointer?, Int, Int) -> Int
    typealias Gather = @convention(c) (Int32, UnsafePointer<iovec>?, Int32) -> Int
    typealias Message = @convention(c) (Int32, UnsafePointer<msghdr>?, Int32) -> Int
    typealias OnFile = @convention(c) (Int32) -> Int32
    typealias OnName = @convention(c) (UnsafePointer<CChar>?) -> Int32
    typealias OnNames = @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Int32
    typealias Cut = @convention(c) (Int32, Int) -> Int32

    static let write = FaultPoint.system("write", as: Write.self)
    static let pwrite = FaultPoint.system("pwrite64", as: WriteAt.self)
    static let writev = FaultPoint.system("writev", as: Gather.self)
    static let sendmsg = FaultPoint.system("sendmsg", as: Message.self)
    static let fsync = FaultPoint.system("fsync", as: OnFile.self)
    static let fdatasync = FaultPoint.system("fdatasync", as: OnFile.self)
    static let unlink = FaultPoint.system("unlink", as: OnName.self)
    static let rename = FaultPoint.system("rename", as: OnNames.self)
    static let link = FaultPoint.system("link", as: OnNames.self)
    static let ftruncate = FaultPoint.system("ftruncate64", as: Cut.self)
}

// Public, or an optimised build finds nobody who calls them and leaves them out.

/// Stands in front of write(2).
@c(write) public func passingWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    FaultPoint.pass { _ = System.write(file, bytes, count / 2) }
    return System.write(file, bytes, count)
}

/// Stands in front of pwrite(2).
@c(pwrite64) public func passingWriteAt(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ offset: Int) -> Int {
    FaultPoint.pass { _ = System.pwrite(file, bytes, count / 2, offset) }
    return System.pwrite(file, bytes, count, offset)
}

/// Stands in front of pwrite(2).
@c(pwrite) public func passingShortWriteAt(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ offset: Int)
    -> Int
{
    passingWriteAt(file, bytes, count, offset)
}

/// Stands in front of writev(2).
@c(writev) public func passingGather(_ file: Int32, _ parts: UnsafePointer<iovec>?, _ count: Int32) -> Int {
    FaultPoint.pass { _ = System.writev(file, parts, count / 2) }
    return System.writev(file, parts, count)
}

/// Stands in front of sendmsg(2).
@c(sendmsg) public func passingMessage(_ file: Int32, _ message: UnsafePointer<msghdr>?, _ flags: Int32) -> Int {
    FaultPoint.pass()
    return System.sendmsg(file, message, flags)
}

/// Stands in front of fsync(2).
@c(fsync) public func passingSync(_ file: Int32) -> Int32 {
    FaultPoint.pass()
    return System.fsync(file)
}

/// Stands in front of fdatasync(2).
@c(fdatasync) public func passingDataSync(_ file: Int32) -> Int32 {
    FaultPoint.pass()
    return System.fdatasync(file)
}

/// Stands in front of unlink(2).
@c(unlink) public func passingUnlink(_ name: UnsafePointer<CChar>?) -> Int32 {
    FaultPoint.pass()
    return System.unlink(name)
}

/// Stands in front of rename(2).
@c(rename) public func passingRename(_ old: UnsafePointer<CChar>?, _ new: UnsafePointer<CChar>?) -> Int32 {
    FaultPoint.pass()
    return System.rename(old, new)
}

/// Stands in front of link(2).
@c(link) public func passingLink(_ old: UnsafePointer<CChar>?, _ new: UnsafePointer<CChar>?) -> Int32 {
    FaultPoint.pass()
    return System.link(old, new)
}

/// Stands in front of ftruncate(2).
@c(ftruncate64) public func passingCut(_ file: Int32, _ length: Int) -> Int32 {
    FaultPoint.pass()
    return System.ftruncate(file, length)
}

/// Stands in front of ftruncate(2).
@c(ftruncate) public func passingShortCut(_ file: Int32, _ length: Int) -> Int32 {
    passingCut(file, length)
}
