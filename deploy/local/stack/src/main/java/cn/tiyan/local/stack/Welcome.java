package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** What {@code up} says at the end: where it is, who can sign in, what to try next. */
final class Welcome {

    /** Pipe-separated: account, name, role, unit; lines that begin with # are comments. */
    private static final String ACCOUNTS = "deploy/local/identity/src/main/resources/demo-accounts.txt";

    private final Platform platform;

    Welcome(Platform platform) {
        this.platform = platform;
    }

    void print(PrintStream out) {
        if (platform.has("identity")) {
            accounts(out);
        }
        if (platform.has("gateway")) {
            nextSteps(out);
        }
    }

    private void accounts(PrintStream out) {
    }

    private void nextSteps(PrintStream out) {
        var gateway = platform.gateway();
        out.printf("""

        平台地址 address    %s
        接口文档 API docs   %s/docs
        试一试 try next
          ./tiyan demo                        演示一个问题从发现到销号 (an issue from finding to closure)
          curl -H "Authorization: Bearer $(./tiyan token sheng.ban)" %s/api/v1/issues
          ./tiyan status | logs NAME -f | down
        """, gateway, gateway, gateway);
    }
}
