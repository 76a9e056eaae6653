package cn.tiyan.e2e;

import java.time.Duration;
import java.time.Instant;

/** {@code ./tiyan demo}: plays the journeys aloud. */
public final class Demo {

    private Demo() {
    }

    public static void main(String[] arguments) throws Exception {
        Instant began = Instant.now();
        try {
            Platform platform = Platform.ofEnvironment();
            new FirstJourney(platform, new Aloud()).play();
            System.out.println("\n—— 第二幕：一个问题的曲折 ——");
            new LoopJourney(platform, new Aloud()).play();
            System.out.println("\n—— 第三幕：一位体验员 ——");
            new ExperiencerJourney(platform, new Aloud()).play();
            System.out.println("\n—— 第四幕：陪群众走一次流程 ——");
            new WalkJourney(platform, new Aloud()).play();
            System.out.printf("%n✓ 演示完成，用时 %.1f 秒。从发现到销号，一步不少。%n", Duration.between(began, Instant.now()).toMillis() / 1000.0);
            System.out.println("  接口文档：" + platform.gateway() + "/docs");
        } catch (Platform.UnexpectedAnswer | SignIn.Refused | SignIn.Unavailable | java.io.IOException e) {
            System.out.println("\n✗ 演示中断：" + e.getMessage());
            System.out.println("  请查看 ./tiyan status 与 ./tiyan logs <服务>");
            System.exit(1);
        }
    }

    /** To the terminal. */
    private static final class Aloud implements Narrator {

        @Override
        public void chapter(String title) {
            System.out.println("\n" + title);
        }

        @Override
        public void tell(String what) {
            System.out.println("  ✓ " + what);
        }
    }
}
