package dev.sessionkill.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Puts the real security in front of a web slice. The test brings a {@link SecurityProblems}, and
 * calls as somebody with {@link CallingAs}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({AccessConfiguration.class, SecurityConfiguration.class})
@TestPropertySource(properties = "gateway.access.issuers[0].uri=http://127.0.0.1:1/nobody")
public @interface RealSecurity {}
