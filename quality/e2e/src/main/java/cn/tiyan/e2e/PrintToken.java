package cn.tiyan.e2e;

/** {@code ./tiyan token USER}: prints an access token of a demo account, for curl. */
public final class PrintToken {

    private PrintToken() {
    }

    public static void main(String[] arguments) {
        try {
            System.out.println(Platform.ofEnvironment().token(arguments[0]));
        } catch (SignIn.Refused | SignIn.Unavailable e) {
            System.err.println("✗ 无法登录 " + arguments[0] + " (cannot sign in)：" + e.getMessage());
            System.exit(1);
        }
    }
}
