package cn.tiyan.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The people one can sign in as, read from the identity provider's own list: a line each. */
final class DemoAccounts {

    private static final String FILE = "deploy/local/identity/src/main/resources/demo-users.yml";
    private static final Pattern ACCOUNT =
            Pattern.compile("username: *([^,]+), *name: *([^,]+), *roles: *\\[([^]]*)], *unit: *\"?([^\"} ]+)");

    private DemoAccounts() {}

    /** Empty when the list is not there: it is shown for convenience only. */
    static List<Account> in(Path root) {
        try {
            return Files.readAllLines(root.resolve(FILE)).stream()
                    .map(ACCOUNT::matcher)
                    .filter(line -> line.find())
                    .map(line -> new Account(
                            line.group(1).strip(), line.group(2).strip(), line.group(3).strip(), line.group(4)))
                    .toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** One line of the list. */
    record Account(String username, String name, String roles, String unit) {}
}
