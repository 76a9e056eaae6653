package cn.tiyan.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out whether a port is free, and else whose it is. */
final class PortOwner {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int COMMAND_SHOWN = 100;

    private PortOwner() {}

    static boolean isFree(int port) {
        // Somebody on all addresses does not hinder a bind to one of them on every system, hence both looks.
        if (Readiness.connects(port)) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Pid and command of the process that listens on the port, where the system lets us see it. */
    static Optional<String> describe(int port) {
        return pidOf(port).map(pid -> "pid " + pid + commandOf(pid));
    }

    /** The message for a port that somebody else has: which, for whom, held by whom, and what changes it. */
    static String message(Component component, Ports.Port port) {
        return """
                端口 %d 已被占用，%s（%s）无法启动 (port %d is taken, needed by %s)
                  占用者 held by: %s
                  换一个端口 change it: %s=<端口> ./tiyan up   或整体平移 or shift all: TIYAN_PORT_OFFSET=1000 ./tiyan up"""
                .formatted(port.number(), component.title(), component.name(), port.number(), component.name(),
                        describe(port.number()).orElse("未能查明 (unknown)"), Ports.variable(port.name()));
    }

    private static Optional<Long> pidOf(int port) {
        var inodes = new HashSet<String>();
        for (var table : new String[] {"net/tcp", "net/tcp6"}) {
            inodes.addAll(listening(PROC.resolve(table), port));
        }
        if (inodes.isEmpty()) {
            return fromLsof(port);
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                if (holdsAny(process, inodes)) {
                    return Optional.of(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Set<String> listening(Path table, int port) {
        var inodes = new HashSet<String>();
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            for (var line : Files.readAllLines(table)) {
                var columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                    inodes.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException noSuchTable) {
            // Not on this system; the other ways remain.
        }
        return inodes;
    }

    private static boolean holdsAny(Path process, Set<String> inodes) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                if (inodes.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException notOursToSee) {
            // A process of another user, or one that has just ended.
        }
        return false;
    }

    private static Optional<Long> fromLsof(int port) {
        if (Launch.executable("lsof").isEmpty()) {
            return Optional.empty();
        }
        try {
            var lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
            var output = new String(lsof.getInputStream().readAllBytes()).strip();
            return output.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(output.lines().findFirst().orElseThrow()));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    private static String commandOf(long pid) {
        var command = ProcessHandle.of(pid).map(ProcessHandle::info)
                .flatMap(info -> info.commandLine().or(info::command)).orElse("").replaceAll("\\s+", " ");
        return command.isEmpty() ? "" : "：" + command.substring(0, Math.min(COMMAND_SHOWN, command.length()));
    }
}
