package cn.tiyan.issue;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that owns issues. */
@SpringBootApplication
public class IssueService {

    public static void main(String[] args) {
        SpringApplication.run(IssueService.class, args);
    }
}
