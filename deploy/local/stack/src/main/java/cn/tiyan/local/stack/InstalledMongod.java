package cn.tiyan.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine's own MongoDB server, if it is new enough for the platform. */
final class InstalledMongod {

    static final String NAME = "mongod";

    private static final int NEEDED = 8;
    private static final Pattern VERSION = Pattern.compile("db version v(\\d+)\\.");

    /** Where it is; empty where there is none, or an older one. */
    static final Optional<String> PATH = Launch.executable(NAME).filter(path -> isNewEnough(saidBy(path)));

    private InstalledMongod() {
    }

    /** @param said what it says when it is asked for its version */
    static boolean isNewEnough(String said) {
        var version = VERSION.matcher(said);
        return version.find() && Integer.parseInt(version.group(1)) >= NEEDED;
    }

    private static String saidBy(String path) {
        try {
            var process = new ProcessBuilder(path, "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
