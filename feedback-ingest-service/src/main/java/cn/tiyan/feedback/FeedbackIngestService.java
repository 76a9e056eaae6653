package cn.tiyan.feedback;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service that takes in what citizens say elsewhere: 12345 orders and ratings of services. */
@SpringBootApplication
@EnableScheduling
public class FeedbackIngestService {

    public static void main(String[] arguments) {
        SpringApplication.run(FeedbackIngestService.class, arguments);
    }
}
