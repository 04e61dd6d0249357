import Glibc
import KioskCommands

@main
struct Kiosk {
    static func main() async {
        exit(await KioskCommand.execute())
    }
}
