;;; -*- lexical-binding: t -*-
;; What both Emacs drivers share: emacs -q --batch -l eglot.el (or lsp-mode.el). Prints what is seen as JSON.
(require 'json)
(require 'package)
(package-initialize)

(defvar answers nil "What was seen so far, as (KEY . VALUE).")

(defun idle ()
  "What Emacs does when nobody types; batch mode would never do it."
  (accept-process-output nil 0.02)
  (run-hooks 'post-command-hook)
  (dolist (timer (copy-sequence timer-idle-list)) (timer-event-handler timer)))

(defun wait (what see)
  "Call SEE until it answers."
  (let ((end (+ (float-time) 15)) seen)
    (while (and (not (setq seen (funcall see))) (< (float-time) end)) (idle))
    (or seen (error "%s did not come" what))))

(defun answer (key value) (push (cons key value) answers))
(defun line-here () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))
(defun go-to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun place-here ()
  `((file . ,(file-name-nondirectory buffer-file-name)) (line . ,(line-number-at-pos)) (column . ,(1+ (current-column)))))

(defun as-answer (found)
  (save-excursion
    (goto-char (flymake-diagnostic-beg found))
    `((line . ,(line-number-at-pos)) (column . ,(1+ (current-column))) (message . ,(flymake-diagnostic-text found)))))

(defun marks-what-was-typed (found)
  "Flymake drops a mark by itself when its text goes: wait until the server has seen the new text."
  (equal (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "cpu_"))

(defun offered-here ()
  "What `completion-at-point' offers."
  (let* ((found (run-hook-wrapped 'completion-at-point-functions #'completion--capf-wrapper 'all))
         (table (nth 3 found)))
    (vconcat (mapcar #'substring-no-properties
                     (sort (all-completions (buffer-substring-no-properties (nth 1 found) (nth 2 found)) table) #'string<)))))

(defun drive (hover rename)
  "Do what the test expects. HOVER shows a card, RENAME renames what is at point."
  (setq enable-local-variables nil)
  (defalias 'y-or-n-p #'always)
  (find-file "02_flows.sql")
  (answer 'diagnostics (vconcat (mapcar #'as-answer (wait "a diagnostic" #'flymake-diagnostics))))
  (go-to "cpu_usage")
  (answer 'hover (funcall hover))
  (let ((this-command #'xref-find-definitions)) (call-interactively this-command))
  (answer 'definition (place-here))
  (xref-go-back)
  (go-to "nowhere")
  (delete-char (length "nowhere"))
  (insert "cpu_")
  ;; lsp-mode 8 loses what comes together with an answer that it waits for, so one thing after the other.
  (wait "a diagnostic of what was typed" (lambda () (seq-some #'marks-what-was-typed (flymake-diagnostics))))
  (answer 'completion (offered-here))
  (insert "usage")
  (wait "the end of the diagnostic" (lambda () (null (flymake-diagnostics))))
  (answer 'cleared (line-here))
  (backward-char)
  (funcall rename "cpu_load")
  (save-some-buffers t)
  (princ (format "%s\n" (json-encode (nreverse answers))))
  (kill-emacs 0))
