package cn.tiyan.local.nacos;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/** What a process listens on, read from Linux's /proc. */
final class ListeningAddresses {

    private static final String LISTENING = "0A";

    private ListeningAddresses() {
    }

    static List<InetAddress> of(long pid) throws IOException {
        var sockets = new HashSet<String>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : descriptors) {
                var target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    sockets.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        var addresses = new ArrayList<InetAddress>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                var columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENING) && sockets.contains(columns[9])) {
                    addresses.add(address(columns[1].split(":")[0]));
                }
            }
        }
        return addresses;
    }

    /** The kernel prints each group of four bytes in the machine's order, which is little-endian wherever this runs. */
    private static InetAddress address(String hex) throws IOException {
        var bytes = HexFormat.of().parseHex(hex);
        for (var i = 0; i < bytes.length; i += 4) {
            swap(bytes, i, i + 3);
            swap(bytes, i + 1, i + 2);
        }
        return InetAddress.getByAddress(bytes);
    }

    private static void swap(byte[] bytes, int left, int right) {
        var kept = bytes[left];
        bytes[left] = bytes[right];
        bytes[right] = kept;
    }
}
