package cn.tiyan.local.stack;

import java.io.PrintStream;

/** What {@code up} says at the end: who can sign in, where, and what to try next. */
final class Welcome {

    private final Platform platform;

    Welcome(Platform platform) {
        this.platform = platform;
    }

    void print(PrintStream out) {
        if (platform.has("identity")) {
            printAccounts(out);
        }
        if (platform.has("gateway")) {
            printNextSteps(out);
        }
    }

    private void printAccounts(PrintStream out) {
        out.println();
        out.println("演示账号 demo accounts");
        for (var account : DemoAccounts.in(platform.root())) {
            out.println("  " + Columns.left(account.username(), 18) + Columns.left(account.name(), 20)
                    + Columns.left(account.roles(), 18) + account.unit());
        }
        var password = Secrets.read(platform.home().secrets()).get(Secrets.DEMO_PASSWORD);
        out.println("  密码 password（全部相同 the same for all）: " + password);
    }

    private void printNextSteps(PrintStream out) {
        out.println("""

                平台地址 address   GATEWAY
                接口文档 API docs  GATEWAY/docs
                试一试 try next
                  ./tiyan demo    看一个问题从发现到销号 (an issue from finding to closure)
                  curl -H "Authorization: Bearer $(./tiyan token sheng.ban)" GATEWAY/api/v1/issues
                  ./tiyan status | ./tiyan logs issue-service -f | ./tiyan down"""
                .replace("GATEWAY", platform.gateway()));
    }
}
