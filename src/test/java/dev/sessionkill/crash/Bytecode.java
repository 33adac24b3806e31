package dev.sessionkill.crash;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.List;

/** Bytecode that is put in before, or at the end of, a method. */
final class Bytecode {

    private Bytecode() {}

    /** Bytecode to be written. */
    interface Emission {
        void emit(CodeBuilder code);
    }

    /** Writes it before the method begins. */
    static CodeTransform onEntry(Emission emission) {
        return CodeTransform.ofStateful(
                () ->
                        new CodeTransform() {
                            @Override
                            public void atStart(CodeBuilder code) {
                                emission.emit(code);
                            }

                            @Override
                            public void accept(CodeBuilder code, CodeElement element) {
                                code.with(element);
                            }
                        });
    }

    /** Leaves an array of those arguments on the stack that are objects. */
    static void arguments(CodeBuilder code, MethodModel method) {
        List<ClassDesc> types = method.methodTypeSymbol().parameterList();
        int slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        code.loadConstant(types.size()).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < types.size(); i++) {
            TypeKind kind = TypeKind.from(types.get(i));
            if (kind == TypeKind.REFERENCE) {
                code.dup().loadConstant(i).aload(slot).aastore();
            }
            slot += kind.slotSize();
        }
    }

    /** Writes it wherever the method returns. */
    static CodeTransform onReturn(Emission emission) {
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                emission.emit(code);
            }
            code.with(element);
        };
    }
}
