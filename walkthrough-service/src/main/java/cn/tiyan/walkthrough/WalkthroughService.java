package cn.tiyan.walkthrough;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that owns walkthroughs and the checklists they go by. */
@SpringBootApplication
public class WalkthroughService {

    public static void main(String[] args) {
        SpringApplication.run(WalkthroughService.class, args);
    }
}
