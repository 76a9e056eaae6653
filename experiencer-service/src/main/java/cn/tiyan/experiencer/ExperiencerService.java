package cn.tiyan.experiencer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns the organisation tree and the roster of 政务服务体验员. */
@SpringBootApplication
public class ExperiencerService {

    static void main(String[] arguments) {
        SpringApplication.run(ExperiencerService.class, arguments);
    }
}
