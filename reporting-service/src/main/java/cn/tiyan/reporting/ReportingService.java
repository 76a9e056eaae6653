package cn.tiyan.reporting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** One truth, from the counter to the province (notice, sections 三(四)3 and 五). */
@SpringBootApplication
public class ReportingService {

    public static void main(String[] arguments) {
        SpringApplication.run(ReportingService.class, arguments);
    }
}
