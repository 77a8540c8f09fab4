#compdef ttdt
# Completion of ttdt for zsh. For one session, once compinit has run:  source <(ttdt completion zsh)
# For every session to come:
#   mkdir -p ~/.zfunc && ttdt completion zsh > ~/.zfunc/_ttdt
# and in ~/.zshrc, before compinit:  fpath=(~/.zfunc $fpath)

_ttdt() {
    local line
    local -a values shown open_values open_shown
    while IFS= read -r line; do
        case "$line" in
            :files) _files; return ;;
            :folders) _files -/; return ;;
            *[=/]$'\t'*) open_values+=("${line%%$'\t'*}"); open_shown+=("${line/$'\t'/  }") ;;
            *) values+=("${line%%$'\t'*}"); shown+=("${line/$'\t'/  }") ;;
        esac
    done < <("${(Q)words[1]/#\~/$HOME}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)
    # What fits has been chosen by the program, which reads past diacritics.
    (( $#values )) && compadd -U -l -d shown -a values
    (( $#open_values )) && compadd -U -l -S '' -d open_shown -a open_values
}

# As a file of fpath it is the function's first run; sourced, it only tells zsh about it.
if [[ "$funcstack[1]" == _ttdt ]]; then _ttdt "$@"; else compdef _ttdt ttdt; fi
